package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which schemas are left out, resolved by us so that we know what pg_dump is to leave out. */
public final class ExcludedSchemas {
  /** One character beyond space to tilde; ranges go by code. */
  private static final String NOT_ASCII = "[^ -~]";

  private ExcludedSchemas() {}

  /** The schemas of the snapshot that one of the globs matches. */
  public static List<String> resolve(Connection connection, Collection<String> globs)
      throws SQLException {
    return all(connection).stream()
        .filter(schema -> globs.stream().anyMatch(glob -> matches(glob, schema)))
        .toList();
  }

  /** All schemas of the snapshot. */
  public static List<String> all(Connection connection) throws SQLException {
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
   * for itself (psql manual, "Patterns"). What is not ASCII becomes a class of all that is not,
   * because pg_dump reads its arguments in the database's encoding, which need not be ours.
   *
   * @param encoding of the database, by PostgreSQL's name
   */
  static String pattern(String schema, String encoding) {
    StringBuilder pattern = new StringBuilder("\"");
    for (String c : schema.codePoints().mapToObj(Character::toString).toList()) {
      if (isAscii(c)) {
        pattern.append(c.equals("\"") ? "\"\"" : c);
      } else {
        pattern.append('"').append(NOT_ASCII.repeat(lengthAtServer(c, encoding))).append('"');
      }
    }
    return pattern.append('"').toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** To a server without an encoding every byte is a character. */
  private static int lengthAtServer(String character, String encoding) {
    return encoding.equals("SQL_ASCII") ? character.getBytes(StandardCharsets.UTF_8).length : 1;
  }

  /**
   * Makes sure that the patterns find those schemas and no others.
   *
   * @throws ChronosException with {@code DATABASE_NOT_SUPPORTED} where one cannot be told apart
   */
  static void refuseAmbiguous(Connection connection, ServerFacts facts, Collection<String> excluded)
      throws SQLException {
    if (excluded.stream().allMatch(ExcludedSchemas::isAscii)) {
      return;
    }
    Map<String, String> byPattern = new HashMap<>();
    excluded.forEach(schema -> byPattern.put(pattern(schema, facts.encoding()), schema));
    for (String other : all(connection)) {
      String like = byPattern.get(pattern(other, facts.encoding()));
      if (like != null && !excluded.contains(other)) {
        throw new ChronosException(
            ErrorCode.DATABASE_NOT_SUPPORTED,
            "Schema '%s' cannot be left out without '%s'".formatted(like, other));
      }
    }
  }
}
