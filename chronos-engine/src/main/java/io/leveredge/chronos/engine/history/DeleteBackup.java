package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.Standing;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.system.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Moves a backup to the trash. Three are guarded: the last completed backup of its type that a
 * target has, because deleting it would leave the target without one, a backup that somebody holds,
 * and one that something under way needs.
 */
public final class DeleteBackup {
  private static final System.Logger LOG = System.getLogger(DeleteBackup.class.getName());

  private final ArtifactStore store;
  private final BackupFacts facts;
  private final BackupCatalog catalog;
  private final DeletionGuard users;
  private final Clock clock;

  public DeleteBackup(
      ArtifactStore store,
      BackupFacts facts,
      BackupCatalog catalog,
      DeletionGuard users,
      Clock clock) {
    this.store = store;
    this.facts = facts;
    this.catalog = catalog;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Deletes a published backup.
   *
   * @param force overrides the guards, for a principal with the admin scope
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
      guardHeld(id);
      guardUsed(id);
      guardLast(found.get());
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

  /** What cannot be read might be a hold, so that a failure to read it stops the deletion, too. */
  private void guardHeld(BackupId id) {
    Optional<Fact> hold = Standing.of(facts.of(id).orElseGet(List::of)).hold();
    if (hold.isPresent()) {
      Fact held = hold.get();
      String reason = held.details().get("reason");
      throw new ChronosException(
              ErrorCode.DELETE_GUARDED,
              "%s is held by %s since %s%s"
                  .formatted(id, held.by(), held.at(), reason == null ? "" : ": " + reason))
          .with("backup_id", id.value());
    }
  }

  private void guardUsed(BackupId id) {
    users
        .needs(id)
        .ifPresent(
            why -> {
              throw new ChronosException(ErrorCode.DELETE_GUARDED, why)
                  .with("backup_id", id.value());
            });
  }

  private void guardLast(Backup backup) {
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
