package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseSessions;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseSwap;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What goes on at the target that a restore would cut off, or that would get in its way. */
final class TargetState {
  private static final String SESSIONS =
      """
      SELECT count(*) AS sessions,
             string_agg(DISTINCT CASE application_name WHEN '' THEN usename::text
                                      ELSE application_name END, ', ') AS names,
             count(*) FILTER (WHERE xact_start IS NOT NULL) AS working
        FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
         AND coalesce(backend_type, 'client backend') = 'client backend'
      """;

  /** The one that a new database gets anyway needs no right. */
  private static final String FORBIDDEN_TABLESPACE =
      """
      SELECT s.spcname FROM pg_database d JOIN pg_tablespace s ON s.oid = d.dattablespace
       WHERE d.datname = current_database()
         AND s.oid <> (SELECT dattablespace FROM pg_database WHERE datname = 'template0')
         AND NOT has_tablespace_privilege(s.oid, 'CREATE')
      """;

  private static final int NAMED = 5;

  private static final String EVENT_TRIGGERS =
      """
      SELECT evtname, pg_has_role(evtowner, 'USAGE') AS ours FROM pg_event_trigger
       WHERE evtenabled <> 'D' ORDER BY 1
      """;

  private TargetState() {}

  static void look(
      Connection connection, WayChoice choice, DatabaseSettings settings, List<Obstacle> obstacles)
      throws SQLException {
    for (String blocker : DatabaseSwap.blockers(connection, settings.url().database())) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              "The database has what a restore would cut off: " + blocker,
              "Drop it, or end it, and make it anew after the restore."));
    }
    Queries.one(
        connection,
        SESSIONS,
        row -> {
          sessions(
              choice.way(),
              row.getLong("sessions"),
              row.getLong("working"),
              String.valueOf(row.getString("names")),
              obstacles);
          return true;
        });
    if (choice.way() == Way.SWAP) {
      ofOthers(DatabaseSessions.notOurs(connection, settings.url().database()), obstacles);
      tablespace(connection, obstacles);
      CarriedSettings.look(connection, obstacles);
    }
    if (choice.way() == Way.IN_PLACE) {
      eventTriggers(connection, obstacles);
    }
  }

  private static void sessions(
      Way way, long sessions, long working, String names, List<Obstacle> obstacles) {
    if (way == Way.SWAP && sessions > 0) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.SESSIONS,
              "%d sessions are in the database (%s); the swap ends them".formatted(sessions, names),
              "Stop what must not be cut off; the others connect again by themselves."));
    }
    if (way == Way.IN_PLACE && working > 0) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.SESSIONS,
              "%d of %d sessions are in a transaction (%s); the restore waits for the tables they"
                      .formatted(working, sessions, names)
                  + " use, and gives up after LOCK_WAIT_SECONDS",
              "End them, or stop what opens them."));
    }
  }

  private static void ofOthers(List<String> sessions, List<Obstacle> obstacles) {
    if (!sessions.isEmpty()) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.PRIVILEGE,
              "%d sessions are of roles whose sessions the role may not end: %s"
                  .formatted(
                      sessions.size(), String.join(", ", sessions.stream().limit(NAMED).toList())),
              "End them before: the swap fails otherwise, after the load, and everything stays as"
                  + " it is. GRANT pg_signal_backend lets the role end those that are not a"
                  + " superuser's."));
    }
  }

  private static void tablespace(Connection connection, List<Obstacle> obstacles)
      throws SQLException {
    for (String name : Queries.all(connection, FORBIDDEN_TABLESPACE, row -> row.getString(1))) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The database lies in tablespace " + name + ", where the role may create nothing",
              "GRANT CREATE ON TABLESPACE to it, or restore in place."));
    }
  }

  private static void eventTriggers(Connection connection, List<Obstacle> obstacles)
      throws SQLException {
    List<Obstacle> found =
        Queries.all(
            connection,
            EVENT_TRIGGERS,
            row ->
                row.getBoolean("ours")
                    ? Obstacle.warning(
                        Obstacle.Kind.DRIFT,
                        "Event trigger " + row.getString("evtname") + " is dropped first",
                        "Nothing, if the backup has it too; it comes back with it.")
                    : Obstacle.blocking(
                        Obstacle.Kind.PRIVILEGE,
                        "Event trigger "
                            + row.getString("evtname")
                            + " is not the role's, and may end the restore",
                        "ALTER EVENT TRIGGER … DISABLE, or restore as its owner."));
    obstacles.addAll(found);
  }
}
