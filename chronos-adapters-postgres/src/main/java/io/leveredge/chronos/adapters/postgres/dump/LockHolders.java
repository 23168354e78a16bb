package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who keeps pg_dump from reading: the sessions with an exclusive lock on a table. */
final class LockHolders {
  private static final String HOLDERS =
      """
      SELECT n.nspname, c.relname, l.pid, coalesce(a.application_name, '') AS application,
             coalesce(a.state, 'unknown') AS state
        FROM pg_locks l
        JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.mode = 'AccessExclusiveLock' AND l.granted AND l.pid <> pg_backend_pid()
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND n.nspname !~ '^pg_'
       ORDER BY a.xact_start NULLS LAST, 1, 2 LIMIT 3
      """;

  private LockHolders() {}

  /** One sentence part for each of the first few, oldest transaction first. */
  static List<String> describe(Connection connection) throws SQLException {
    return Queries.all(
        connection,
        HOLDERS,
        row ->
            "%s is locked by session %d%s (%s)"
                .formatted(
                    new TableName(row.getString("nspname"), row.getString("relname")),
                    row.getInt("pid"),
                    row.getString("application").isEmpty()
                        ? ""
                        : " of '" + row.getString("application") + "'",
                    row.getString("state")));
  }
}
