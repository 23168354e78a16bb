package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreOrder;
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
 * @param renamed by component what the restore that is taken back put back under another name
 */
record RestoreTask(
    ProtectedTarget target,
    Optional<PublishedBackup> backup,
    Optional<PublishedBackup> undoing,
    Map<Component, ComponentOutcome> kept,
    Map<Component, Map<String, String>> renamed) {
  RestoreTask {
    kept = Map.copyOf(kept);
    renamed = Map.copyOf(renamed);
  }

  /** One that takes nothing back. */
  static RestoreTask of(ProtectedTarget target, PublishedBackup backup) {
    return new RestoreTask(target, Optional.of(backup), Optional.empty(), Map.of(), Map.of());
  }

  /** The same, without what was made since being removed. */
  RestoreTask undoingNothing() {
    return new RestoreTask(target, backup, Optional.empty(), kept, renamed);
  }

  boolean needsBackup(Component component) {
    return !kept.containsKey(component);
  }

  /**
   * What an undo leaves of that component, for a person; empty where it leaves nothing. What the
   * restore made that is taken back is known by its backup alone, and that lies on no shelf where
   * the restore was one from a copy elsewhere. A database is put back as a whole.
   */
  Optional<String> leaves(RestoreOrder order, Component component) {
    return order.undoes().isPresent()
            && undoing.isEmpty()
            && needsBackup(component)
            && component != Component.DATABASE
        ? Optional.of(
            "What restore %s made anew is still there: the backup that it put back cannot be read here, because it lay elsewhere, was deleted or is damaged"
                .formatted(order.undoes().get()))
        : Optional.empty();
  }
}
