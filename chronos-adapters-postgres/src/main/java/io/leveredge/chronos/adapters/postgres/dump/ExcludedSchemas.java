package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which schemas are left out, resolved by us so that we know what pg_dump is to leave out. */
final class ExcludedSchemas {
  private ExcludedSchemas() {}

  /** The schemas of the snapshot that one of the globs matches. */
  static List<String> resolve(Connection connection, Collection<String> globs) throws SQLException {
    return all(connection).stream()
        .filter(schema -> globs.stream().anyMatch(glob -> matches(glob, schema)))
        .toList();
  }

  /** All schemas of the snapshot. */
  static List<String> all(Connection connection) throws SQLException {
    return Queries.all(
        connection,
        "SELECT nspname FROM pg_namespace ORDER BY nspname COLLATE \"C\"",
        row -> row.getString(1));
  }

  static boolean matches(String glob, String schema) {
    String expression =
        glob.codePoints()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.DOTALL).matcher(schema).matches();
  }

  /**
   * The pattern by which pg_dump finds exactly that schema: in double quotes every character stands
   * for itself (psql manual, "Patterns"). What is not ASCII becomes {@code *}, because pg_dump
   * reads its arguments in the database's encoding, which need not be ours.
   */
  static String pattern(String schema) {
    StringBuilder pattern = new StringBuilder("\"");
    boolean within = true;
    for (int c : schema.codePoints().toArray()) {
      boolean plain = c >= ' ' && c < 0x7f;
      if (plain != within) {
        pattern.append(plain ? "*\"" : "\"");
        within = plain;
      }
      if (plain) {
        pattern.append(c == '"' ? "\"\"" : Character.toString(c));
      }
    }
    return pattern.append(within ? "\"" : "*").toString();
  }

  /**
   * Makes sure that the patterns find those schemas and no others.
   *
   * @throws ChronosException with {@code DATABASE_NOT_SUPPORTED} where one cannot be told apart
   */
  static void refuseAmbiguous(Connection connection, Collection<String> excluded)
      throws SQLException {
    List<String> inexact =
        excluded.stream().filter(schema -> !schema.chars().allMatch(c -> c < 0x80)).toList();
    if (inexact.isEmpty()) {
      return;
    }
    for (String other : all(connection)) {
      for (String schema : inexact) {
        if (!excluded.contains(other) && matches(schema.replaceAll("[^ -~]+", "*"), other)) {
          throw new ChronosException(
              ErrorCode.DATABASE_NOT_SUPPORTED,
              "Schema '%s' cannot be left out without '%s'".formatted(schema, other));
        }
      }
    }
  }
}
