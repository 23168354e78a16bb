package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Removes what restores have replaced once nobody can take them back any more. It claims the target
 * meanwhile, because an undo that was asked for in time may still be using it.
 */
public final class ForgetReplaced {
  private static final System.Logger LOG = System.getLogger(ForgetReplaced.class.getName());

  private final RestoreLog log;
  private final Targets targets;
  private final ClaimTarget claims;
  private final BackupIds ids;
  private final Clock clock;

  public ForgetReplaced(
      RestoreLog log, Targets targets, ClaimTarget claims, BackupIds ids, Clock clock) {
    this.log = log;
    this.targets = targets;
    this.claims = claims;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Looks for what is over, and removes it. What cannot be removed now, because the target is busy,
   * does not answer or is not configured, is left for the next time.
   *
   * @return how many restores can be taken back no more
   * @throws ChronosException where the log does not answer
   */
  public int forget() {
    int forgotten = 0;
    for (Restore restore : log.undoable()) {
      if (restore.undoUntil().filter(until -> until.isBefore(clock.now())).isPresent()
          && underClaim(restore)) {
        log.record(restore.notUndoable());
        forgotten++;
      }
    }
    return forgotten;
  }

  private boolean underClaim(Restore restore) {
    try {
      return switch (claims.within(Duration.ZERO, restore.order().target(), ids.next())) {
        case Attempt.Busy busy -> false;
        case Attempt.Granted(Claim claim) -> {
          try (claim) {
            yield forget(restore);
          }
        }
      };
    } catch (RuntimeException later) {
      // Of whatever kind: one that cannot be removed must not keep the others from it.
      LOG.log(
          System.Logger.Level.WARNING,
          "What restore %s replaced is removed later".formatted(restore.id()),
          later);
      return false;
    }
  }

  private boolean forget(Restore restore) {
    boolean all = true;
    for (ComponentOutcome outcome : restore.components()) {
      Optional<ComponentRestorer> restorer =
          targets
              .find(restore.order().target())
              .flatMap(target -> target.restorer(outcome.component()));
      restorer.ifPresent(it -> it.forget(outcome));
      // Without facts nothing was kept, and nobody is needed to remove it.
      all &= restorer.isPresent() || outcome.facts().isEmpty();
    }
    return all;
  }
}
