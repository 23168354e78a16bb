package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A setting that a role has in every database, as pg_dumpall writes it (dumputils.c, {@code
 * makeAlterConfigCommand}).
 *
 * @param parameter in its parts: those of extensions have two
 * @param values as texts; empty where they were not understood, and then it is not taken
 */
record RoleSetting(String role, List<String> parameter, List<String> values) {
  RoleSetting {
    parameter = List.copyOf(parameter);
    values = List.copyOf(values);
  }

  /**
   * Reads on behind {@code ALTER ROLE name SET}.
   *
   * @return empty where not even the parameter can be told
   */
  static Optional<RoleSetting> read(String role, SqlWords words) {
    List<String> parameter = new ArrayList<>();
    do {
      Optional<String> part = words.identifier();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parameter.add(part.get());
    } while (words.skip("."));
    List<String> values = new ArrayList<>();
    boolean understood = words.skip("TO") || words.skip("=");
    do {
      Optional<String> value = words.string();
      understood &= value.isPresent();
      value.ifPresent(values::add);
    } while (words.skip(","));
    understood &= words.skip(";") && words.atEnd();
    return Optional.of(new RoleSetting(role, parameter, understood ? values : List.of()));
  }

  /** For a person; the values may be secrets. */
  String shown() {
    return String.join(".", parameter);
  }

  String statement() {
    return "ALTER ROLE %s SET %s TO %s"
        .formatted(
            SqlText.name(role),
            parameter.stream().map(SqlText::name).collect(Collectors.joining(".")),
            values.stream().map(SqlText::literal).collect(Collectors.joining(", ")));
  }
}
