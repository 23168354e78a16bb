package io.leveredge.chronos.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcileCatalogTest {
  private final Engine engine = new Engine();

  @Test
  void deletionsThatTheCatalogMissedAreToldFromTheTrash() throws Exception {
    Backup backup = engine.take(BackupRequest.manual(BackupType.FULL));
    engine.store.discard(backup.id());
    assertThat(engine.reconcileCatalog().reconcile())
        .isEqualTo(new ReconcileCatalog.Reconciled(0, 1, Set.of()));
    assertThat(engine.catalog.find(backup.id())).isEmpty();
  }

  @Test
  void endsOfRestoresThatTheLogMissedAreToldOnceItAnswers() {
    Restore ended = SampleRestores.completed(SampleRestores.order(1));
    try (RestoreJournal.Run run = engine.restoreJournal.begin(ended.order())) {
      run.ended(ended);
    }
    engine.restoreLog.goDown();
    assertThatThrownBy(() -> engine.reconcileCatalog().tellUntold())
        .isInstanceOf(ChronosException.class);
    assertThat(engine.restoreJournal.untold()).containsExactly(ended);

    engine.restoreLog.comeBack();
    assertThat(engine.reconcileCatalog().reconcile().told()).isEqualTo(1);
    assertThat(engine.restoreLog.find(ended.id())).contains(ended);
    assertThat(engine.restoreJournal.untold()).isEmpty();
    assertThat(engine.reconcileCatalog().tellUntold()).isZero();
  }

  @Test
  void aLostCatalogIsToldAlsoWhereADeadRunWasRecordedInTheNewOneBefore() throws Exception {
    Backup failed = SampleBackups.failed(SampleBackups.order(1));
    engine.catalog.record(failed);
    engine.take(BackupRequest.manual(BackupType.FULL));
    engine.catalog.forget();
    engine.catalog.record(SampleBackups.failed(SampleBackups.order(2)));

    assertThat(engine.reconcileCatalog().tellUntold()).isEqualTo(1);
    assertThat(engine.catalog.find(failed.id())).contains(failed);
    assertThat(engine.reconcileCatalog().tellUntold()).isZero();
  }

  @Test
  void aRecallThatFailsMidwayIsRepeatedUntilItIsThrough() throws Exception {
    engine.catalog.record(SampleBackups.failed(SampleBackups.order(1)));
    Restore restored = SampleRestores.completed(SampleRestores.plainOrder(1));
    engine.restoreLog.record(restored);
    engine.take(BackupRequest.manual(BackupType.FULL));
    engine.catalog.forget();
    MemoryRestoreLog newLog = new MemoryRestoreLog();
    newLog.goDown();
    ReconcileCatalog reconcile =
        engine.reconcileCatalog(new TellRestoreLog(newLog, new MemoryRestoreJournal()));

    assertThatThrownBy(reconcile::reconcile).isInstanceOf(ChronosException.class);
    assertThat(engine.catalog.newest()).as("some of it was told").isPresent();
    assertThat(engine.catalog.recalled()).isFalse();

    newLog.comeBack();
    reconcile.reconcile();
    assertThat(newLog.find(restored.id())).contains(restored);
    assertThat(engine.catalog.recalled()).isTrue();
  }

  @Test
  void whatOnlyTheCatalogKnowsIsAnsweredAndLeftAlone() {
    Backup lost = SampleBackups.completed(SampleBackups.order(1));
    engine.catalog.record(lost);
    assertThat(engine.reconcileCatalog().reconcile())
        .isEqualTo(new ReconcileCatalog.Reconciled(0, 0, Set.of(lost.id())));
    assertThat(engine.catalog.find(lost.id())).contains(lost);
  }

  @Test
  void theNewestIdOfTheCatalogIsTheFloorOfNewOnes() {
    Backup future = SampleBackups.failed(SampleBackups.order(2_000_000_000));
    engine.catalog.record(future);
    engine.reconcileCatalog().reconcile();
    assertThat(engine.ids.next()).isGreaterThan(future.id());
  }

  @Test
  void twiceIsOnce() throws Exception {
    engine.catalog.goDown();
    engine.take(BackupRequest.manual(BackupType.FULL));
    engine.catalog.comeBack();
    assertThat(engine.reconcileCatalog().reconcile().told()).isEqualTo(1);
    assertThat(engine.reconcileCatalog().reconcile())
        .isEqualTo(new ReconcileCatalog.Reconciled(0, 0, Set.of()));
  }
}
