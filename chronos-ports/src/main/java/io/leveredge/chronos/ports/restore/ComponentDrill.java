package io.leveredge.chronos.ports.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;

/** Restores one component to a scratch place, compares, and cleans up. */
public interface ComponentDrill {

  Component component();

  /**
   * Tries it. The target in use is not touched. What is damaged or comes out differently is in the
   * answer; the scratch place is gone when this returns or throws. An interrupt of the thread ends
   * it soon.
   *
   * @param drill a name of its own for this trial
   * @throws io.leveredge.chronos.domain.fault.ChronosException where there is no scratch place to
   *     be had, which says nothing about the backup
   */
  Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress);

  /** Removes what trials of dead processes have left; does nothing where nothing was left. */
  void clearUp();
}
