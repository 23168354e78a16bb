package io.leveredge.chronos.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.ports.storage.BackupFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeleteBackupTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private static final Principal DELETER = new Principal("board", Set.of(Scope.DELETE));
  private static final Principal ADMIN = new Principal("root", Set.of(Scope.ADMIN));

  private final Engine engine = new Engine();
  private final DeleteBackup deleteBackup =
      new DeleteBackup(
          engine.store, engine.facts, engine.catalog, id -> Optional.empty(), engine.clock);

  @Test
  void aBackupWithANewerOneGoesToTheTrashAndOutOfTheLists() throws Exception {
    Backup old = engine.take(FULL);
    Backup newer = engine.take(FULL);
    assertThat(deleteBackup.delete(old.id(), false, DELETER)).contains(old);
    assertThat(engine.store.published()).containsExactly(newer);
    assertThat(engine.history.find(old.id())).isEmpty();
    assertThat(deleteBackup.delete(old.id(), false, DELETER)).isEmpty();
  }

  @Test
  void theLastCompletedOneIsGuardedUnlessAnAdminForcesIt() throws Exception {
    Backup last = engine.take(FULL);
    engine.take(BackupRequest.manual(BackupType.DATABASE));
    assertRefused(last, false, ADMIN, ErrorCode.DELETE_GUARDED);
    assertRefused(last, true, DELETER, ErrorCode.SCOPE_MISSING);
    assertThat(deleteBackup.delete(last.id(), true, ADMIN)).contains(last);
  }

  @Test
  void oneThatIsNeededIsGuardedUnlessAnAdminForcesIt() throws Exception {
    Backup needed = engine.take(FULL);
    Backup unneeded = engine.take(FULL);
    engine.take(FULL);
    DeleteBackup guarded =
        new DeleteBackup(
            engine.store,
            engine.facts,
            engine.catalog,
            id -> Optional.of("A restore reads it").filter(why -> id.equals(needed.id())),
            engine.clock);

    assertThatThrownBy(() -> guarded.delete(needed.id(), false, DELETER))
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.DELETE_GUARDED);
              assertThat(refused).hasMessage("A restore reads it");
            });
    assertThat(engine.store.find(needed.id())).isPresent();
    assertThat(guarded.delete(unneeded.id(), false, DELETER)).contains(unneeded);
    assertThat(guarded.delete(needed.id(), true, ADMIN)).contains(needed);
  }

  @Test
  void aHeldOneIsGuardedUntilItIsReleasedOrAnAdminForcesIt() throws Exception {
    Backup held = engine.take(FULL);
    Backup forced = engine.take(FULL);
    engine.take(FULL);
    for (Backup backup : List.of(held, forced)) {
      engine.facts.add(backup.id(), fact(FactKind.HELD, Map.of("reason", "audit")));
    }
    assertRefused(held, false, ADMIN, ErrorCode.DELETE_GUARDED);
    assertThatThrownBy(() -> deleteBackup.delete(held.id(), false, DELETER))
        .hasMessageContaining("held by hades since " + engine.clock.now() + ": audit");
    engine.facts.add(held.id(), fact(FactKind.RELEASED, Map.of()));
    assertThat(deleteBackup.delete(held.id(), false, DELETER)).contains(held);
    assertRefused(forced, true, DELETER, ErrorCode.SCOPE_MISSING);
    assertThat(deleteBackup.delete(forced.id(), true, ADMIN)).contains(forced);
  }

  @Test
  void aPartialOneThatIsHeldIsGuardedToo() throws Exception {
    engine.database.missing("half of it");
    Backup partial = engine.take(FULL);
    engine.facts.add(partial.id(), fact(FactKind.HELD, Map.of()));
    assertRefused(partial, false, DELETER, ErrorCode.DELETE_GUARDED);
  }

  @Test
  void whileNobodyCanTellWhetherItIsHeldNothingIsDeleted() throws Exception {
    Backup old = engine.take(FULL);
    engine.take(FULL);
    BackupFacts unreadable =
        new BackupFacts() {
          @Override
          public Optional<List<Fact>> of(BackupId id) {
            throw new ChronosException(ErrorCode.STORAGE_FAILED, "Input/output error");
          }

          @Override
          public boolean add(BackupId id, Fact fact) {
            return false;
          }
        };
    DeleteBackup blind =
        new DeleteBackup(
            engine.store, unreadable, engine.catalog, id -> Optional.empty(), engine.clock);
    assertThatThrownBy(() -> blind.delete(old.id(), false, DELETER))
        .hasMessageContaining("Input/output error");
    assertThat(engine.store.find(old.id())).contains(old);
  }

  private Fact fact(FactKind kind, Map<String, String> details) {
    return new Fact(kind, engine.clock.now(), "hades", details);
  }

  @Test
  void nobodyDeletesWithoutTheScope() throws Exception {
    Backup old = engine.take(FULL);
    engine.take(FULL);
    assertRefused(old, false, Principal.ANONYMOUS, ErrorCode.SCOPE_MISSING);
  }

  @Test
  void withTheCatalogDownTheDeletionIsToldLater() throws Exception {
    Backup old = engine.take(FULL);
    engine.take(FULL);
    engine.catalog.goDown();
    assertThat(deleteBackup.delete(old.id(), false, DELETER)).contains(old);
    engine.catalog.comeBack();
    engine.reconcileCatalog().reconcile();
    assertThat(engine.catalog.find(old.id())).isEmpty();
  }

  private void assertRefused(Backup backup, boolean force, Principal caller, ErrorCode code) {
    assertThatThrownBy(() -> deleteBackup.delete(backup.id(), force, caller))
        .isInstanceOfSatisfying(
            ChronosException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    assertThat(engine.store.find(backup.id())).contains(backup);
  }
}
