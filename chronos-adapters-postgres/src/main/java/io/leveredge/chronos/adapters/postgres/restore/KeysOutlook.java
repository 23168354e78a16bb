package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What foreign keys will say to the rows of a backup: they are compared with the rows of the other
 * side, where the backup's are few and the question is soon answered.
 *
 * @param broken that end the restore as things are, a sentence each
 * @param holding that were compared, as {@code foreign key k of public.t}
 * @param unknown that only the restore itself checks, a sentence each
 */
public record KeysOutlook(List<String> broken, List<String> holding, List<String> unknown) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  public KeysOutlook {
    broken = List.copyOf(broken);
    holding = List.copyOf(holding);
    unknown = List.copyOf(unknown);
  }

  static KeysOutlook of(Connection connection, PlainDump dump, List<TableInDump> tables)
      throws SQLException {
    List<String> broken = new ArrayList<>();
    List<String> holding = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<TableName> names = tables.stream().map(table -> table.listed().table()).toList();
    for (ForeignKeys.Key key : ForeignKeys.crossing(connection, names)) {
      OptionalLong breaking = breaking(connection, dump, key, tables);
      if (breaking.isEmpty()) {
        unknown.add(unknown(key));
      } else if (breaking.getAsLong() == 0) {
        holding.add(key.text());
      } else {
        broken.add(broken(key, breaking.getAsLong()));
      }
    }
    return new KeysOutlook(broken, holding, unknown);
  }

  private static String unknown(ForeignKeys.Key key) {
    return key.outgoing()
        ? "%s refers to %s, which stays as it is: each row is checked"
            .formatted(key.text(), key.other())
        : "%s refers to %s and stays as it is: each of its rows is checked"
            .formatted(key.text(), key.chosen());
  }

  private static String broken(ForeignKeys.Key key, long rows) {
    return key.outgoing()
        ? "%s would break: %d rows of the backup refer to rows that %s does not have"
            .formatted(key.text(), rows, key.other())
        : "%s would break: %d rows refer to rows of %s that the backup does not have"
            .formatted(key.text(), rows, key.chosen());
  }

  /** How many rows; empty where that is not soon found out. */
  private static OptionalLong breaking(
      Connection connection, PlainDump dump, ForeignKeys.Key key, List<TableInDump> tables)
      throws SQLException {
    if (!key.outgoing() && !key.validated()) {
      return OptionalLong.of(0); // It is made anew as it was, and looks at no row.
    }
    Optional<TableInDump> table =
        tables.stream().filter(each -> each.listed().table().equals(key.chosen())).findFirst();
    if (table.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      Optional<List<List<String>>> rows = RowsOfFew.of(dump, table.get(), key.columns());
      return rows.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(count(connection, key, rows.get()));
    } catch (IOException | SQLException untold) {
      // Too slow, not allowed, or of a type that is not compared without its schema.
      if (connection.isClosed()) {
        throw new SQLException("The connection broke", "08006", untold);
      }
      return OptionalLong.empty();
    }
  }

  private static long count(Connection connection, ForeignKeys.Key key, List<List<String>> rows)
      throws SQLException {
    Object[] columns = new Object[key.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      int place = i;
      Array values =
          connection.createArrayOf("text", rows.stream().map(row -> row.get(place)).toArray());
      columns[i] = values;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + PATIENCE.toMillis());
      return Queries.one(connection, question(key), row -> row.getLong(1), columns);
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET statement_timeout = 0");
      }
    }
  }

  private static String question(ForeignKeys.Key key) {
    List<String> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      parameters.add("?::text[]");
      names.add("c" + i);
      equal.add("t.%s = b.c%d".formatted(key.otherColumns().get(i), i));
      present.add("t.%s IS NOT NULL".formatted(key.otherColumns().get(i)));
    }
    String typed =
        java.util.stream.IntStream.range(0, names.size())
            .mapToObj(i -> "c%d::%s AS c%d".formatted(i, key.types().get(i), i))
            .collect(Collectors.joining(", "));
    String backup =
        "(SELECT %s FROM unnest(%s) AS u(%s)) AS b"
            .formatted(typed, String.join(", ", parameters), String.join(", ", names));
    String table = (key.partitioned() ? "" : "ONLY ") + key.other() + " AS t";
    String matches = String.join(" AND ", equal);
    return key.outgoing()
        ? "SELECT count(*) FROM %s WHERE NOT EXISTS (SELECT FROM %s WHERE %s)"
            .formatted(backup, table, matches)
        : "SELECT count(*) FROM %s WHERE %s AND NOT EXISTS (SELECT FROM %s WHERE %s)"
            .formatted(table, String.join(" AND ", present), backup, matches);
  }
}
