package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.List;

/**
 * Tells the log what became of a restore. A log that does not answer changes nothing about the
 * restore: the journal keeps the end until it can be told.
 */
public final class TellRestoreLog {
  private static final System.Logger LOG = System.getLogger(TellRestoreLog.class.getName());

  private final RestoreLog log;
  private final RestoreJournal journal;

  public TellRestoreLog(RestoreLog log, RestoreJournal journal) {
    this.log = log;
    this.journal = journal;
  }

  /** That a plan was made; one that the log cannot take is not kept anywhere. */
  public void planned(Restore plan) {
    attempt(plan);
  }

  /** That it has begun. */
  public void begun(Restore running) {
    attempt(running);
  }

  /** How it ended; noted in the journal before. */
  public void ended(Restore ended) {
    if (attempt(ended)) {
      journal.told(ended.id());
    }
  }

  /**
   * Tells the ends that the log has not heard of; cheap where there are none.
   *
   * @return how many there were
   * @throws ChronosException where the log does not answer
   */
  public int tellUntold() {
    List<Restore> untold = journal.untold();
    for (Restore ended : untold) {
      log.record(ended);
      journal.told(ended.id());
    }
    return untold.size();
  }

  /** Something else about one that has ended. */
  public void changed(Restore ended) {
    attempt(ended);
  }

  private boolean attempt(Restore restore) {
    try {
      log.record(restore);
      return true;
    } catch (ChronosException unavailable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The log cannot be told now that restore {0} is {1}: {2}",
          restore.id(),
          restore.state().wire(),
          unavailable.getMessage());
      return false;
    }
  }
}
