package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A COMMIT whose outcome is known even where the answer to it is lost: the server is asked what
 * became of the transaction (manual, section 9.27.7, {@code txid_status}), and waited for where it
 * is being restarted.
 */
final class LastCommit {
  private static final String STATUS =
      """
      SELECT coalesce(txid_status(?::bigint), 'unknown'),
             CASE WHEN txid_status(?::bigint) = 'in progress' THEN pg_sleep(0.25) END
      """;

  /**
   * Invalid parameter value: the server says that such a number is yet to come. It was put back to
   * a time before the transaction.
   */
  private static final String NOT_GIVEN_YET = "22023";

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Connections connections;
  private final Duration patience;

  /**
   * @param patience how long to wait for a server that does not answer, or not yet
   */
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
   * What became of a transaction of a session that has ended. Asks once.
   *
   * @throws SQLException where the server does not answer
   * @throws ChronosException RESTORE_OUTCOME_UNKNOWN where it does not know
   */
  boolean committed(String transaction) throws SQLException {
    return asked(transaction, new SQLException("the session has ended"));
  }

  private boolean committed(String transaction, SQLException failure) {
    long until = System.nanoTime() + patience.toNanos();
    SQLException last = failure;
    do {
      try {
        return asked(transaction, failure);
      } catch (SQLException away) {
        last = away;
      }
    } while (System.nanoTime() < until && paused());
    throw unknown(last);
  }

  private boolean asked(String transaction, SQLException failure) throws SQLException {
    long until = System.nanoTime() + patience.toNanos();
    try (Connection other = connections.hurried("chronos-outcome", patience)) {
      while (System.nanoTime() < until) {
        String status =
            Queries.one(other, STATUS, row -> row.getString(1), transaction, transaction);
        if (!status.equals("in progress")) {
          return known(status, failure);
        }
      }
    } catch (SQLException refused) {
      if (String.valueOf(refused.getSQLState()).equals(NOT_GIVEN_YET)) {
        return false;
      }
      throw refused;
    }
    throw unknown(failure);
  }

  /** Nothing tells that a server is back, but asking it; one who is stopped asks no more. */
  private static boolean paused() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return !Thread.currentThread().isInterrupted();
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
