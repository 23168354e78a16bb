package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replacement of tables' rows would meet. Reads of the dump only what lies before the first
 * rows and the heads of the tables.
 *
 * @param differences of columns, a sentence each
 * @param keys between these tables and those that stay as they are
 * @param partitions of these, those that foreign keys reach through their parent
 * @param foreign what our role does not own and would have to
 * @param notes what a person should know
 */
public record TablesOutlook(
    List<String> differences,
    KeysOutlook keys,
    List<String> partitions,
    List<String> foreign,
    List<String> notes) {
  /** Foreign keys of other tables, which are taken away and made anew. */
  private static final String REFERENCES =
      """
      SELECT format('foreign key %s of %I.%I', k.conname, n.nspname, c.relname) AS text,
             pg_has_role(c.relowner, 'USAGE') AS ours, k.conparentid <> 0 AS inherited,
             k.confrelid::regclass::text AS refers_to
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                             JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE k.contype = 'f'
         AND k.confrelid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
       ORDER BY 1
      """;

  private static final String NOT_OURS =
      """
      SELECT c.oid::regclass::text FROM pg_class c
       WHERE c.oid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
         AND NOT pg_has_role(c.relowner, 'USAGE')
       ORDER BY 1
      """;

  public TablesOutlook {
    differences = List.copyOf(differences);
    partitions = List.copyOf(partitions);
    foreign = List.copyOf(foreign);
    notes = List.copyOf(notes);
  }

  /**
   * Makes sure that what the dump holds of them can be read.
   *
   * @param tables that the backup has
   * @throws io.leveredge.chronos.domain.fault.ChronosException where it cannot
   */
  public static void requireReadable(PlainDump dump, List<TableName> tables) {
    TableInDump.find(dump, tables);
  }

  /**
   * Looks.
   *
   * @param connection with an empty search path
   * @param tables that both the backup and the database have
   */
  public static TablesOutlook of(Connection connection, PlainDump dump, List<TableName> tables)
      throws SQLException {
    List<String> differences = new ArrayList<>();
    List<TableInDump> found = TableInDump.find(dump, tables);
    for (TableInDump table : found) {
      for (String difference : ColumnDifferences.of(connection, table)) {
        differences.add(table.listed().table() + ": " + difference);
      }
    }
    Object names = connection.createArrayOf("text", tables.stream().map(SqlText::name).toArray());
    List<String> partitions = new ArrayList<>();
    List<String> foreign =
        new ArrayList<>(Queries.all(connection, NOT_OURS, row -> row.getString(1), names));
    Queries.all(
        connection,
        REFERENCES,
        row -> {
          if (row.getBoolean("inherited")) {
            partitions.add(row.getString("refers_to"));
          }
          if (!row.getBoolean("ours")) {
            foreign.add(row.getString("text"));
          }
          return true;
        },
        names);
    return new TablesOutlook(
        differences,
        KeysOutlook.of(connection, dump, found),
        partitions,
        foreign,
        TableSurroundings.of(connection, tables).notes());
  }
}
