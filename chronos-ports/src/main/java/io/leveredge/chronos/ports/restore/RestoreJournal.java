package io.leveredge.chronos.ports.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import java.util.List;
import java.util.Map;

/**
 * A durable note of each restore beside the backups, from its order on: a restart finds the
 * restores that died with their process and the step they had come to, and an end that the catalog
 * could not be told is told later.
 */
public interface RestoreJournal {

  /** Notes durably that a restore begins; from now on it is this process's own. */
  Run begin(RestoreOrder order);

  /** The restores whose process is gone and whose end is not noted. Safe to ask at any time. */
  List<DeadRun> dead();

  /** The ends that were noted and not yet {@linkplain #told(RestoreId) told}, oldest first. */
  List<Restore> untold();

  /**
   * Takes a restore for told, whose end the log now knows. Idempotent. It is {@linkplain #kept()
   * kept} for some time nevertheless.
   */
  void told(RestoreId id);

  /**
   * The restores that have ended, told or not, oldest first, for a log that was lost: all of the
   * last 90 days at least.
   */
  List<Restore> kept();

  /** A restore of this process. */
  interface Run extends AutoCloseable {

    /** Notes durably what has come of it so far: the safety backup, components that are done. */
    void soFar(Restore restore);

    /** The place for that component's steps. */
    StepLog steps(Component component);

    /** Notes durably how it ended. */
    void ended(Restore restore);

    /** Gives it up. One that is closed without an end counts as dead. */
    @Override
    void close();
  }

  /** A restore whose process is gone. While it is open nobody else gets it. */
  interface DeadRun extends AutoCloseable {

    /** The last that was noted of it. */
    Restore restore();

    /** The steps that were noted, each with its component, in their order. */
    List<Step> steps();

    /** Notes durably how it ended. */
    void ended(Restore restore);

    @Override
    void close();
  }

  /** A step of one component. */
  record Step(Component component, Map<String, String> step) {
    public Step {
      step = Map.copyOf(step);
    }
  }
}
