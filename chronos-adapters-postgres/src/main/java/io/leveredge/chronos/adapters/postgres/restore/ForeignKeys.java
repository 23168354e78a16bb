package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The foreign keys between tables whose rows are replaced and tables that stay as they are. */
final class ForeignKeys {
  /**
   * Of a key on a partitioned table each partition has one, too, and so has each partition of the
   * table that it refers to: of the latter only the first counts.
   */
  private static final String CROSSING =
      """
      WITH chosen(oid) AS (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
      SELECT format('foreign key %s of %s', k.conname, k.conrelid::regclass) AS text,
             k.conrelid IN (SELECT oid FROM chosen) AS outgoing, k.convalidated AS validated,
             n.nspname AS schema, c.relname AS name, other.oid::regclass::text AS other,
             other.relkind = 'p' AS partitioned,
             (SELECT array_agg(a.attname::text ORDER BY key.i)
                FROM unnest(ends.ours) WITH ORDINALITY AS key(n, i)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.n) AS ours,
             (SELECT array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY key.i)
                FROM unnest(ends.ours) WITH ORDINALITY AS key(n, i)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.n) AS types,
             (SELECT array_agg(quote_ident(a.attname) ORDER BY key.i)
                FROM unnest(ends.theirs) WITH ORDINALITY AS key(n, i)
                JOIN pg_attribute a ON a.attrelid = other.oid AND a.attnum = key.n) AS theirs
        FROM pg_constraint k,
             LATERAL (SELECT CASE WHEN k.conrelid IN (SELECT oid FROM chosen)
                                  THEN k.conrelid ELSE k.confrelid END AS us,
                             CASE WHEN k.conrelid IN (SELECT oid FROM chosen)
                                  THEN k.confrelid ELSE k.conrelid END AS them,
                             CASE WHEN k.conrelid IN (SELECT oid FROM chosen)
                                  THEN k.conkey ELSE k.confkey END AS ours,
                             CASE WHEN k.conrelid IN (SELECT oid FROM chosen)
                                  THEN k.confkey ELSE k.conkey END AS theirs) AS ends
        JOIN pg_class c ON c.oid = ends.us
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class other ON other.oid = ends.them
       WHERE k.contype = 'f'
         AND (k.conrelid IN (SELECT oid FROM chosen)) <> (k.confrelid IN (SELECT oid FROM chosen))
         AND NOT EXISTS (SELECT FROM pg_constraint parent
                          WHERE parent.oid = k.conparentid
                            AND (parent.conrelid = k.conrelid
                                 OR k.confrelid IN (SELECT oid FROM chosen)))
       ORDER BY 1
      """;

  private ForeignKeys() {}

  /**
   * One of them.
   *
   * @param text for example {@code foreign key k of public.t}
   * @param outgoing whether it is the chosen table that refers to the other
   * @param validated whether rows that are there were checked
   * @param chosen the table whose rows are replaced
   * @param columns of the chosen table, by their names
   * @param types of those columns, as SQL
   * @param other the table that stays, as SQL
   * @param partitioned whether the other table's rows are in its partitions
   * @param otherColumns of the other table, as SQL
   */
  record Key(
      String text,
      boolean outgoing,
      boolean validated,
      TableName chosen,
      List<String> columns,
      List<String> types,
      String other,
      boolean partitioned,
      List<String> otherColumns) {
    Key {
      columns = List.copyOf(columns);
      types = List.copyOf(types);
      otherColumns = List.copyOf(otherColumns);
    }
  }

  /**
   * Asks.
   *
   * @param connection with an empty search path, so that every name comes with its schema
   */
  static List<Key> crossing(Connection connection, List<TableName> tables) throws SQLException {
    Array names = connection.createArrayOf("text", tables.stream().map(SqlText::name).toArray());
    return Queries.all(connection, CROSSING, ForeignKeys::key, names);
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(
        row.getString("text"),
        row.getBoolean("outgoing"),
        row.getBoolean("validated"),
        new TableName(row.getString("schema"), row.getString("name")),
        texts(row.getArray("ours")),
        texts(row.getArray("types")),
        row.getString("other"),
        row.getBoolean("partitioned"),
        texts(row.getArray("theirs")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
