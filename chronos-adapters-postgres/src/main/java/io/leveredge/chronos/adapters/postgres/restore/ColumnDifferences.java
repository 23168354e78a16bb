package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares the columns of a table in use with those of a dump, by name and, where the dump writes
 * it, by type. What pg_dump writes is {@code format_type} under an empty search path, one column a
 * line; a column that comes from a parent has no line.
 */
final class ColumnDifferences {
  private static final String COLUMNS =
      """
      SELECT a.attname, quote_ident(a.attname) AS quoted,
             format_type(a.atttypid, a.atttypmod) AS type
        FROM pg_attribute a
       WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
         AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = ''
      """;

  private record Column(String quoted, String type) {}

  private ColumnDifferences() {}

  /**
   * A sentence each, empty where they are the same.
   *
   * @param connection with an empty search path
   */
  static List<String> of(Connection connection, TableInDump table) throws SQLException {
    Map<String, Column> live = new TreeMap<>();
    Queries.all(
        connection,
        COLUMNS,
        row ->
            live.put(
                row.getString("attname"),
                new Column(row.getString("quoted"), row.getString("type"))),
        SqlText.name(table.listed().table()));
    List<String> differences = new ArrayList<>();
    TreeSet<String> backup = new TreeSet<>(table.columns());
    for (String name : backup) {
      if (!live.containsKey(name)) {
        differences.add("column " + name + " is only in the backup");
      }
    }
    live.forEach(
        (name, column) -> {
          if (!backup.contains(name)) {
            differences.add("column " + name + " is not in the backup");
          } else {
            otherType(table.create(), column)
                .ifPresent(
                    then ->
                        differences.add(
                            "column %s is of type %s and was %s"
                                .formatted(name, column.type(), then)));
          }
        });
    return differences;
  }

  private static Optional<String> otherType(String create, Column column) {
    String start = "\n    " + column.quoted() + " ";
    int line = create.indexOf(start);
    if (line < 0) {
      return Optional.empty();
    }
    String written = create.substring(line + start.length()).lines().findFirst().orElse("");
    return Pattern.matches("(?s)" + Pattern.quote(column.type()) + "(?:[ ,].*)?", written)
        ? Optional.empty()
        : Optional.of(written.replaceAll(",$", ""));
  }
}
