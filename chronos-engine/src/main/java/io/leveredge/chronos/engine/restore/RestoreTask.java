package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.Map;
import java.util.Optional;

/**
 * What a job works with.
 *
 * @param backup what is put back; empty where everything is taken back by what was kept
 * @param undoing the backup whose restore is taken back
 * @param kept by component the outcomes that are taken back without a backup
 */
record RestoreTask(
    ProtectedTarget target,
    Optional<PublishedBackup> backup,
    Optional<PublishedBackup> undoing,
    Map<Component, ComponentOutcome> kept) {
  RestoreTask {
    kept = Map.copyOf(kept);
  }

  /** The same, without what was made since being removed. */
  RestoreTask undoingNothing() {
    return new RestoreTask(target, backup, Optional.empty(), kept);
  }

  boolean needsBackup(Component component) {
    return !kept.containsKey(component);
  }
}
