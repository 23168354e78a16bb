package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.sql.SQLException;
import java.time.Duration;

/** Finds out whether a transaction was committed by a process that is dead. */
public final class PastCommit {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PastCommit() {}

  /**
   * Asks the server.
   *
   * @param transaction its number there
   * @throws ChronosException DATABASE_UNREACHABLE and others where the server does not answer now,
   *     RESTORE_OUTCOME_UNKNOWN where it no longer knows
   */
  public static boolean happened(DatabaseUrl url, String transaction) {
    try {
      return new LastCommit(new Connections(url), PATIENCE).committed(transaction);
    } catch (SQLException away) {
      throw new PostgresFaults(url).connecting(away);
    }
  }
}
