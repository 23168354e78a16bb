package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a swap that failed, as a restart would: a server that was restarted in the middle of it is
 * back within a minute, and until then the database in use may be closed.
 */
final class Recovery {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Settling settling;

  Recovery(DatabaseSettings settings, DumpTools tools, RestoreId id) {
    this.settling = new Settling(settings, tools, id);
  }

  /**
   * Settles it.
   *
   * @return whether it is done all the same; otherwise everything is as it was before
   * @throws ChronosException RESTORE_OUTCOME_UNKNOWN where the server does not come back
   */
  boolean after(RuntimeException failure, Steps steps) {
    if (steps.told().names().isEmpty()) {
      return false;
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return settling.settle(steps.told()).finished();
      } catch (ChronosException notYet) {
        failure.addSuppressed(notYet);
        if (System.nanoTime() > until || !paused()) {
          throw new ChronosException(
              ErrorCode.RESTORE_OUTCOME_UNKNOWN,
              "%s. And what it left could not be settled: %s"
                  .formatted(failure.getMessage(), notYet.getMessage()),
              failure);
        }
      }
    }
  }

  /** Nothing tells that a server is back, but asking it. */
  private static boolean paused() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return !Thread.currentThread().isInterrupted();
  }
}
