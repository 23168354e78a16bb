package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.time.Duration;

/** Finds out whether a transaction was committed by a process that is dead. */
public final class PastCommit {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PastCommit() {}

  /**
   * Asks the server.
   *
   * @param transaction its number there
   * @throws io.leveredge.chronos.domain.fault.ChronosException RESTORE_OUTCOME_UNKNOWN where the
   *     server does not answer or no longer knows
   */
  public static boolean happened(DatabaseUrl url, String transaction) {
    return new LastCommit(new Connections(url), PATIENCE).committed(transaction);
  }
}
