package io.leveredge.chronos.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeleteBackupTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private static final Principal DELETER = new Principal("board", Set.of(Scope.DELETE));
  private static final Principal ADMIN = new Principal("root", Set.of(Scope.ADMIN));

  private final Engine engine = new Engine();
  private final DeleteBackup deleteBackup =
      new DeleteBackup(engine.store, engine.catalog, engine.clock);

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
