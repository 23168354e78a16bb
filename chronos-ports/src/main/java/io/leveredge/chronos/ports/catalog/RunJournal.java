package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.List;

/**
 * A durable note of each run beside the backups, from its order until the catalog knows its end. It
 * makes three things true: a restart finds the runs that died with their process, it finds the
 * children they left, and an end that the catalog could not be told is told later.
 */
public interface RunJournal {

  /** Notes durably that a run begins; from now on it is this process's own. */
  Run begin(BackupOrder order);

  /** The runs whose process is gone and whose end is not noted. Safe to ask while others run. */
  List<DeadRun> dead();

  /** The ends that were noted and not yet {@linkplain #told(BackupId) told}, oldest first. */
  List<Backup> untold();

  /** Forgets a run whose end the catalog now knows. Idempotent. */
  void told(BackupId id);

  /** A run of this process. */
  interface Run extends AutoCloseable {

    /** Notes durably that the run has started a process. */
    void started(ChildIdentity child);

    /** Notes durably how the run ended. */
    void ended(Backup backup);

    /** Gives the run up. One that is closed without an end counts as dead. */
    @Override
    void close();
  }

  /**
   * A run whose process is gone. While it is open nobody else gets it.
   *
   * <p>The caller ends the children, clears what is left, and notes the end.
   */
  interface DeadRun extends AutoCloseable {
    BackupOrder order();

    List<ChildIdentity> children();

    /** Notes durably how the run ended. */
    void ended(Backup backup);

    @Override
    void close();
  }
}
