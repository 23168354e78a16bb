package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A COMMIT whose outcome is known even where the answer to it is lost: the server is asked what
 * became of the transaction (manual, section 9.27.7, {@code txid_status}).
 */
final class LastCommit {
  private static final String STATUS =
      """
      SELECT coalesce(txid_status(?::bigint), 'unknown'),
             CASE WHEN txid_status(?::bigint) = 'in progress' THEN pg_sleep(0.25) END
      """;

  private final Connections connections;
  private final Duration patience;

  LastCommit(Connections connections, Duration patience) {
    this.connections = connections;
    this.patience = patience;
  }

  /**
   * Sends it.
   *
   * @param transaction its number at the server
   * @throws ChronosException RESTORE_FAILED or RESTORE_INTERRUPTED where nothing was committed,
   *     RESTORE_OUTCOME_UNKNOWN
   */
  void commit(DatabaseSession session, String transaction) {
    try {
      session.connection().commit();
    } catch (SQLException failure) {
      if (!committed(transaction, failure)) {
        throw RestoreFaults.of("COMMIT", failure);
      }
    }
  }

  /**
   * What became of a transaction of a session that has ended.
   *
   * @throws ChronosException RESTORE_OUTCOME_UNKNOWN
   */
  boolean committed(String transaction) {
    return committed(transaction, new SQLException("the session has ended"));
  }

  private boolean committed(String transaction, SQLException failure) {
    long until = System.nanoTime() + patience.toNanos();
    try (Connection other = connections.hurried("chronos-outcome", patience)) {
      while (System.nanoTime() < until) {
        String status =
            Queries.one(other, STATUS, row -> row.getString(1), transaction, transaction);
        if (!status.equals("in progress")) {
          return known(status, failure);
        }
      }
    } catch (SQLException silent) {
      throw unknown(silent);
    }
    throw unknown(failure);
  }

  private static boolean known(String status, SQLException failure) {
    return switch (status) {
      case "committed" -> true;
      case "aborted" -> false;
      default -> throw unknown(failure);
    };
  }

  private static ChronosException unknown(SQLException failure) {
    return new ChronosException(
        ErrorCode.RESTORE_OUTCOME_UNKNOWN,
        "The connection broke at the COMMIT of the restore, and what became of it is not known ("
            + RestoreFaults.state(failure)
            + ")");
  }
}
