package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    attempt(plan, () -> log.record(plan));
  }

  /** That it has begun. */
  public void begun(Restore running) {
    attempt(running, () -> log.record(running));
  }

  /**
   * How it ended; noted in the journal before. Ends that the log has missed come first: one of them
   * may be that of the restore that this one took back.
   */
  public void ended(Restore ended) {
    List<Restore> ends = new ArrayList<>(missed());
    if (ends.stream().noneMatch(it -> it.id().equals(ended.id()))) {
      ends.add(ended); // Its note has failed.
    }
    tellAll(ends);
  }

  private boolean tellAll(List<Restore> ends) {
    return ends.stream().allMatch(this::tell);
  }

  private List<Restore> missed() {
    try {
      return journal.untold();
    } catch (ChronosException unreadable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Which restores the log has missed cannot be read now: {0}",
          unreadable.getMessage());
      return List.of();
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
    untold.forEach(this::keep);
    return untold.size();
  }

  /**
   * Tells a log that has lost them the restores whose end it does not know: those that a backup
   * carries, and those that the journal has kept. Of one that it knows nothing older is told: it
   * may have been taken back since.
   *
   * @return how many there were
   * @throws ChronosException where the log does not answer
   */
  public int recall(Collection<Restore> carried) {
    SortedMap<RestoreId, Restore> all = new TreeMap<>();
    carried.forEach(restore -> all.put(restore.id(), restore));
    journal.kept().forEach(restore -> all.put(restore.id(), restore));
    all.values().removeIf(restore -> knowsTheEndOf(restore.id()));
    all.values().forEach(this::keep);
    return all.size();
  }

  private boolean knowsTheEndOf(RestoreId id) {
    try {
      return log.find(id).filter(it -> it.state() != RestoreState.RUNNING).isPresent();
    } catch (ChronosException unreadable) {
      return false; // A row that can be read takes its place; a log that is away fails at that.
    }
  }

  /** Whether a restore that the log does not know the end of has taken that one back. */
  boolean undoneUnheard(RestoreId id) {
    return journal.untold().stream()
        .anyMatch(it -> it.state() == RestoreState.COMPLETED && takesBack(it, id));
  }

  private static boolean takesBack(Restore restore, RestoreId id) {
    return restore.order().undoes().equals(Optional.of(id));
  }

  private boolean tell(Restore ended) {
    return attempt(ended, () -> keep(ended));
  }

  /** One that was taken back cannot be taken back again. */
  private void keep(Restore ended) {
    log.record(ended);
    if (ended.state() == RestoreState.COMPLETED) {
      ended
          .order()
          .undoes()
          .flatMap(log::find)
          .filter(undone -> undone.undoUntil().isPresent())
          .ifPresent(undone -> log.record(undone.notUndoable()));
    }
    journal.told(ended.id());
  }

  private static boolean attempt(Restore restore, Runnable telling) {
    try {
      telling.run();
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
