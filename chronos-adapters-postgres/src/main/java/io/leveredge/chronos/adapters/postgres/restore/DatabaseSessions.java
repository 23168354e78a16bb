package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sessions that keep a database from being renamed or dropped, and whether our role may end
 * them. Autovacuum workers are not among them: they are no role's, only a superuser may end them,
 * and RENAME and DROP DATABASE do so themselves (CountOtherDBBackends in the server's source,
 * procarray.c). A superuser's sessions only a superuser may end; of others {@code
 * pg_signal_backend} is enough (manual, section 9.27.2).
 */
public final class DatabaseSessions {
  private static final int LOOKS = 80;

  /** Somebody's short look is over by then. */
  private static final int LOOKS_AT_OTHERS = 24;

  private static final int NAMED = 5;

  /** No session has a name of that length. */
  static final String NOBODY = "-".repeat(100);

  private static final String SESSIONS =
      """
      SELECT a.pid, coalesce(r.rolname, a.usesysid::text) AS role, a.application_name AS name,
             me.rolsuper
               OR NOT coalesce(r.rolsuper, false)
                  AND (pg_has_role(me.oid, a.usesysid, 'USAGE')
                       OR pg_has_role(me.oid, 'pg_signal_backend', 'USAGE')) AS ours
        FROM pg_stat_activity a
             JOIN pg_roles me ON me.rolname = current_user
             LEFT JOIN pg_roles r ON r.oid = a.usesysid
       WHERE a.datname IN (?, ?) AND a.pid <> pg_backend_pid() AND a.usesysid IS NOT NULL
         AND a.application_name IS DISTINCT FROM ?
       ORDER BY a.pid
      """;

  private static final String END =
      """
      SELECT count(pg_terminate_backend(pid)) FROM unnest(?::int[]) AS pid
      """;

  private DatabaseSessions() {}

  private record Session(int pid, String role, String name, boolean ours) {
    /** For example {@code session 4711 of role postgres (pg_activity)}. */
    String shown() {
      return "session %d of role %s%s"
          .formatted(pid, role, name.isEmpty() ? "" : " (" + name + ")");
    }
  }

  /** Those in a database that our role may not end, in words; empty where there are none. */
  public static List<String> notOurs(Connection connection, String database) throws SQLException {
    return of(connection, database, database, NOBODY).stream()
        .filter(session -> !session.ours())
        .map(Session::shown)
        .toList();
  }

  /**
   * Ends those in two databases and sees them gone.
   *
   * @param connection without a transaction
   * @param without the application name of one that is let alone
   * @throws ChronosException RESTORE_BLOCKED where some do not end, or are of others and stay
   */
  static void end(Connection connection, String database, String other, String without)
      throws SQLException {
    List<Session> left = of(connection, database, other, without);
    for (int look = 1; !left.isEmpty() && look < mostLooks(left); look++) {
      Object pids =
          connection.createArrayOf(
              "int4", left.stream().filter(Session::ours).map(Session::pid).toArray());
      Queries.one(connection, END, row -> row.getLong(1), pids);
      Queries.one(connection, "SELECT pg_sleep(0.125)", row -> true);
      left = of(connection, database, other, without);
    }
    if (!left.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Sessions in database %s %s: %s"
              .formatted(
                  database,
                  left.stream().allMatch(Session::ours)
                      ? "do not end"
                      : "do not end, and the role may not end all of them",
                  left.stream()
                      .limit(NAMED)
                      .map(Session::shown)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static int mostLooks(List<Session> left) {
    return left.stream().anyMatch(Session::ours) ? LOOKS : LOOKS_AT_OTHERS;
  }

  private static List<Session> of(
      Connection connection, String database, String other, String without) throws SQLException {
    return Queries.all(
        connection,
        SESSIONS,
        row ->
            new Session(
                row.getInt("pid"),
                row.getString("role"),
                String.valueOf(row.getString("name")),
                row.getBoolean("ours")),
        database,
        other,
        without);
  }
}
