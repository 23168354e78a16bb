package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Looks for a pool that gives a server's session to somebody else after each transaction, as
 * PgBouncer's transaction mode does: settings made before a transaction are then lost, and a dump
 * may be written under those of others.
 */
public final class Pooling {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String WHO = "SELECT pg_backend_pid()";

  private Pooling() {}

  /**
   * Costs a second connection: where that is answered by the process that serves the first, the two
   * share it.
   *
   * @param connection outside of a transaction
   * @throws ChronosException with {@code DATABASE_NOT_SUPPORTED}
   */
  public static void refuse(Connection connection, Connections connections) throws SQLException {
    int first = Queries.one(connection, WHO, row -> row.getInt(1));
    try (Connection second = connections.hurried("chronos-pool-check", PATIENCE)) {
      if (Queries.one(second, WHO, row -> row.getInt(1)) == first) {
        throw new ChronosException(
            ErrorCode.DATABASE_NOT_SUPPORTED,
            "A connection pool shares each session of the server among several clients (as"
                + " PgBouncer's transaction mode does)");
      }
    }
  }
}
