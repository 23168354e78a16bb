package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a restore that failed, as a restart would: a server that was restarted in the middle of it
 * is back within a minute, and until then the database in use may be closed, or roles may be there
 * that nobody asked for.
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
   * @return what came of it, where it is done all the same; otherwise everything is as it was
   *     before
   * @throws ChronosException RESTORE_OUTCOME_UNKNOWN where the server does not come back, or the
   *     thread is interrupted before it does: it is to be settled later
   */
  Optional<Settlement> after(RuntimeException failure, Steps steps) {
    Steps.Told told = steps.told();
    if (told.leavesNothing()) {
      return Optional.empty();
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return Optional.of(settling.settle(told)).filter(Settlement::finished);
      } catch (ChronosException notYet) {
        if (knownToStay(notYet) || System.nanoTime() > until || !paused()) {
          throw unsettled(failure, notYet);
        }
      } catch (RuntimeException bug) {
        throw unsettled(failure, bug);
      }
    }
  }

  private static boolean knownToStay(ChronosException failure) {
    return failure.code() == ErrorCode.RESTORE_OUTCOME_UNKNOWN;
  }

  private static ChronosException unsettled(RuntimeException failure, RuntimeException why) {
    failure.addSuppressed(why);
    return new ChronosException(
        ErrorCode.RESTORE_OUTCOME_UNKNOWN,
        "%s. And what it left could not be settled: %s"
            .formatted(failure.getMessage(), why.getMessage()),
        failure);
  }

  /** Nothing tells that a server is back, but asking it. */
  private static boolean paused() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return !Thread.currentThread().isInterrupted();
  }
}
