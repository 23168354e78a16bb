package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Optional;

/**
 * Moves a backup to the trash. The last completed backup of its type that a target has is guarded:
 * deleting it would leave the target without one.
 */
public final class DeleteBackup {
  private static final System.Logger LOG = System.getLogger(DeleteBackup.class.getName());

  private final ArtifactStore store;
  private final BackupCatalog catalog;
  private final Clock clock;

  public DeleteBackup(ArtifactStore store, BackupCatalog catalog, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Deletes a published backup.
   *
   * @param force overrides the guard, for a principal with the admin scope
   * @return the backup as it was, or empty where no published backup has that id
   * @throws ChronosException {@code SCOPE_MISSING} or {@code DELETE_GUARDED}; then nothing changed
   */
  public Optional<Backup> delete(BackupId id, boolean force, Principal caller) {
    require(caller, force ? Scope.ADMIN : Scope.DELETE);
    Optional<Backup> found = store.find(id);
    if (found.isEmpty()) {
      return found;
    }
    if (!force) {
      guard(found.get());
    }
    store.discard(id);
    tellCatalog(id, caller);
    return found;
  }

  private static void require(Principal caller, Scope scope) {
    if (!caller.may(scope)) {
      throw new ChronosException(
              ErrorCode.SCOPE_MISSING,
              "'%s' lacks the scope '%s'".formatted(caller.name(), scope.wire()))
          .with("scope", scope.wire());
    }
  }

  private void guard(Backup backup) {
    if (backup.state() != BackupState.COMPLETED) {
      return;
    }
    BackupType type = backup.order().type();
    boolean another =
        store.published().stream()
            .filter(other -> !other.id().equals(backup.id()))
            .filter(other -> other.state() == BackupState.COMPLETED)
            .filter(other -> other.order().target().equals(backup.order().target()))
            .anyMatch(other -> other.order().type() == type);
    if (!another) {
      throw new ChronosException(
              ErrorCode.DELETE_GUARDED,
              "%s is the last completed backup of type '%s' of target '%s'"
                  .formatted(backup.id(), type.wire(), backup.order().target()))
          .with("backup_id", backup.id().value());
    }
  }

  private void tellCatalog(BackupId id, Principal caller) {
    try {
      catalog.recordDeletion(id, caller.name(), clock.now());
    } catch (ChronosException unavailable) {
      // The trash remembers it; reconciliation tells the catalog.
      LOG.log(
          System.Logger.Level.WARNING,
          "The catalog will hear later that {0} was deleted: {1}",
          id,
          unavailable.getMessage());
    }
  }
}
