package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a database acts on the rows of tables, or is acted on by them.
 *
 * @param before statements that silence it
 * @param after statements that bring it back as it was
 * @param sequences of the tables' columns
 * @param notes what a person should know
 */
record TableSurroundings(
    List<String> before, List<String> after, List<TableName> sequences, List<String> notes) {

  /** Those that refer to the tables, by whatever table; of partitions only the parent's own. */
  private static final String FOREIGN_KEYS =
      """
      SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS drops,
             format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                    pg_get_constraintdef(k.oid)) AS adds,
             format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass,
                    obj_description(k.oid, 'pg_constraint')) AS comments,
             obj_description(k.oid, 'pg_constraint') IS NOT NULL AS commented
        FROM pg_constraint k
       WHERE k.contype = 'f' AND k.conparentid = 0
         AND k.confrelid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
       ORDER BY k.conrelid, k.conname
      """;

  private static final String TRIGGERS =
      """
      SELECT format('ALTER TABLE ONLY %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
             format('ALTER TABLE ONLY %s ENABLE %sTRIGGER %I', tgrelid::regclass,
                    CASE tgenabled WHEN 'A' THEN 'ALWAYS ' WHEN 'R' THEN 'REPLICA ' ELSE '' END,
                    tgname) AS on
        FROM pg_trigger
       WHERE NOT tgisinternal AND tgenabled <> 'D'
         AND tgrelid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
       ORDER BY tgrelid, tgname
      """;

  private static final String SEQUENCES =
      """
      SELECT n.nspname, s.relname
        FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                         JOIN pg_namespace n ON n.oid = s.relnamespace
       WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
         AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
         AND d.refobjid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
       ORDER BY n.nspname, s.relname
      """;

  private static final String STALE =
      """
      SELECT DISTINCT m.oid::regclass::text
        FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
                         JOIN pg_class m ON m.oid = r.ev_class AND m.relkind = 'm'
       WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
         AND d.refobjid = ANY (SELECT to_regclass(name) FROM unnest(?::text[]) AS name)
       ORDER BY 1
      """;

  TableSurroundings {
    before = List.copyOf(before);
    after = List.copyOf(after);
    sequences = List.copyOf(sequences);
    notes = List.copyOf(notes);
  }

  /**
   * Asks.
   *
   * @param connection with an empty search path, so that every name comes with its schema
   */
  static TableSurroundings of(Connection connection, List<TableName> tables) throws SQLException {
    Array names = connection.createArrayOf("text", tables.stream().map(SqlText::name).toArray());
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    Queries.all(
        connection,
        FOREIGN_KEYS,
        row -> {
          after.add(row.getString("adds"));
          if (row.getBoolean("commented")) {
            after.add(row.getString("comments"));
          }
          return before.add(row.getString("drops"));
        },
        names);
    Queries.all(
        connection,
        TRIGGERS,
        row -> {
          after.add(row.getString("on"));
          return before.add(row.getString("off"));
        },
        names);
    List<TableName> sequences =
        Queries.all(
            connection, SEQUENCES, row -> new TableName(row.getString(1), row.getString(2)), names);
    List<String> notes = new ArrayList<>();
    List<String> stale = Queries.all(connection, STALE, row -> row.getString(1), names);
    if (!stale.isEmpty()) {
      notes.add(
          "Materialized views show the rows from before until they are refreshed: "
              + String.join(", ", stale)
              + ".");
    }
    return new TableSurroundings(before, after, sequences, notes);
  }
}
