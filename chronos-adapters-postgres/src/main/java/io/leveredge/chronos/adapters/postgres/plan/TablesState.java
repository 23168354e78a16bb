package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What goes on at the target that a restore of single tables would wait for, or set off. */
final class TablesState {
  /** What a restore of tables runs that event triggers are told of (manual, chapter 40). */
  private static final Map<Way, List<String>> COMMANDS =
      Map.of(
          Way.TABLES_BESIDE, List.of("CREATE TABLE"),
          Way.TABLES_IN_PLACE, List.of("ALTER TABLE", "ALTER SEQUENCE", "COMMENT"));

  private static final String EVENT_TRIGGERS =
      """
      SELECT evtname FROM pg_event_trigger
       WHERE evtenabled IN ('O', 'A') AND (evttags IS NULL OR evttags && ?::text[])
         AND evtevent IN ('ddl_command_start', 'ddl_command_end', 'sql_drop')
       ORDER BY 1
      """;

  /** Foreign keys of other tables are taken away, which locks those tables, too. */
  private static final String LOCKS =
      """
      WITH chosen(oid) AS (SELECT to_regclass(name) FROM unnest(?::text[]) AS name),
      locked AS (
        SELECT l.pid, l.virtualtransaction FROM pg_locks l
         WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
           AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND (l.relation IN (SELECT oid FROM chosen)
                OR l.relation IN (SELECT k.conrelid FROM pg_constraint k
                                   WHERE k.contype = 'f'
                                     AND k.confrelid IN (SELECT oid FROM chosen))))
      """;

  private static final String SESSIONS =
      LOCKS
          + """
          SELECT count(DISTINCT l.pid) AS sessions,
                 string_agg(DISTINCT coalesce(nullif(a.application_name, ''), a.usename::text),
                            ', ') AS names
            FROM locked l JOIN pg_stat_activity a ON a.pid = l.pid
          """;

  /** They hold their locks, their own number among them, without a process (view pg_locks). */
  private static final String PREPARED =
      LOCKS
          + """
          SELECT DISTINCT quote_literal(x.gid)
            FROM locked l
            JOIN pg_locks own ON own.locktype = 'transactionid' AND own.pid IS NULL
                             AND own.virtualtransaction = l.virtualtransaction
            JOIN pg_prepared_xacts x ON x.transaction = own.transactionid
           WHERE l.pid IS NULL ORDER BY 1
          """;

  private TablesState() {}

  static void look(Connection connection, Way way, List<TableName> tables, List<Obstacle> obstacles)
      throws SQLException {
    eventTriggers(connection, way, obstacles);
    if (way == Way.TABLES_IN_PLACE) {
      locks(connection, tables, obstacles);
    }
  }

  private static void eventTriggers(Connection connection, Way way, List<Obstacle> obstacles)
      throws SQLException {
    Array commands =
        connection.createArrayOf("text", COMMANDS.getOrDefault(way, List.of()).toArray());
    for (String trigger :
        Queries.all(connection, EVENT_TRIGGERS, row -> row.getString(1), commands)) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.DRIFT,
              "Event trigger " + trigger + " runs on what the restore does to tables",
              "Where it forbids it, nothing is changed; ALTER EVENT TRIGGER … DISABLE before."));
    }
  }

  private static void locks(Connection connection, List<TableName> tables, List<Obstacle> obstacles)
      throws SQLException {
    Array names = connection.createArrayOf("text", tables.stream().map(SqlText::name).toArray());
    Queries.one(
        connection,
        SESSIONS,
        row -> {
          if (row.getLong("sessions") > 0) {
            obstacles.add(
                Obstacle.warning(
                    Obstacle.Kind.SESSIONS,
                    "%d sessions hold the tables in a transaction (%s); the restore waits for them,"
                            .formatted(row.getLong("sessions"), row.getString("names"))
                        + " and gives up after LOCK_WAIT_SECONDS",
                    "End them, or stop what opens them."));
          }
          return true;
        },
        names);
    for (String gid : Queries.all(connection, PREPARED, row -> row.getString(1), names)) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.SESSIONS,
              "Prepared transaction " + gid + " holds the tables",
              "COMMIT PREPARED or ROLLBACK PREPARED it."));
    }
  }
}
