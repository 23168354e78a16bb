package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.system.Clock;

/** Removes what restores have replaced once nobody can take them back any more. */
public final class ForgetReplaced {
  private static final System.Logger LOG = System.getLogger(ForgetReplaced.class.getName());

  private final RestoreLog log;
  private final Targets targets;
  private final Clock clock;

  public ForgetReplaced(RestoreLog log, Targets targets, Clock clock) {
    this.log = log;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * Looks for what is over, and removes it.
   *
   * @return how many restores can be taken back no more
   * @throws ChronosException where the log does not answer
   */
  public int forget() {
    int forgotten = 0;
    for (Restore restore : log.undoable()) {
      if (restore.undoUntil().filter(until -> until.isBefore(clock.now())).isPresent()
          && forget(restore)) {
        log.record(restore.notUndoable());
        forgotten++;
      }
    }
    return forgotten;
  }

  private boolean forget(Restore restore) {
    try {
      for (ComponentOutcome outcome : restore.components()) {
        targets
            .find(restore.order().target())
            .flatMap(target -> target.restorer(outcome.component()))
            .ifPresent(restorer -> restorer.forget(outcome));
      }
      return true;
    } catch (ChronosException later) {
      LOG.log(
          System.Logger.Level.WARNING,
          "What restore {0} replaced is removed later: {1}",
          restore.id(),
          later.getMessage());
      return false;
    }
  }
}
