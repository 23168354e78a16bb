package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Claims a target in both places: the lock beside the backups, which needs nothing but the
 * directory, and the lease in the catalog, which also reaches instances on other machines. While
 * the catalog does not answer, be it at the start or at the end of a job, the lock alone counts.
 */
public final class ClaimTarget {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
  private static final System.Logger LOG = System.getLogger(ClaimTarget.class.getName());

  private final TargetClaims beside;
  private final TargetClaims shared;
  private final Clock clock;

  public ClaimTarget(TargetClaims besideTheBackups, TargetClaims sharedByTheCatalog, Clock clock) {
    this.beside = besideTheBackups;
    this.shared = sharedByTheCatalog;
    this.clock = clock;
  }

  /** Tries until the claim is granted or the time is over; the last answer is the answer. */
  public Attempt within(Duration patience, TargetName target, BackupId job) {
    long deadline = clock.nanos() + patience.toNanos();
    while (true) {
      Attempt attempt = once(target, job);
      if (attempt instanceof Attempt.Granted
          || clock.nanos() - deadline >= 0
          || Thread.currentThread().isInterrupted()) {
        return attempt;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
  }

  private Attempt once(TargetName target, BackupId job) {
    return switch (beside.tryClaim(target, job)) {
      case Attempt.Busy busy -> busy;
      case Attempt.Granted(Claim lock) -> {
        boolean kept = false;
        try {
          Attempt both = lease(target, job, lock);
          kept = both instanceof Attempt.Granted;
          yield both;
        } finally {
          if (!kept) {
            lock.close();
          }
        }
      }
    };
  }

  private Attempt lease(TargetName target, BackupId job, Claim lock) {
    try {
      return switch (shared.tryClaim(target, job)) {
        case Attempt.Busy busy -> busy;
        case Attempt.Granted(Claim lease) ->
            new Attempt.Granted(new Both(target, job, lock, lease));
      };
    } catch (ChronosException down) {
      if (down.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw down;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} claims target {1} by the lock beside the backups alone: {2}",
          job,
          target,
          down.getMessage());
      return new Attempt.Granted(lock);
    }
  }

  private record Both(TargetName target, BackupId job, Claim lock, Claim lease) implements Claim {

    /** As when claiming: where the catalog does not know, the lock decides alone. */
    @Override
    public Standing standing() {
      Standing beside = lock.standing();
      return switch (lease.standing()) {
        case HELD -> beside;
        case LOST -> Standing.LOST;
        case UNKNOWN -> {
          LOG.log(
              System.Logger.Level.WARNING,
              "The catalog does not answer whether {0} still has target {1}; the lock beside the"
                  + " backups does: {2}",
              job,
              target,
              beside);
          yield beside;
        }
      };
    }

    @Override
    public void close() {
      lease.close();
      lock.close();
    }
  }
}
