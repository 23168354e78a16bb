package io.leveredge.chronos.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckCatalogTest {
  private static final Principal ADMIN = new Principal("root", Set.of(Scope.ADMIN));

  private final Engine engine = new Engine();
  private final CheckCatalog check = new CheckCatalog(engine.catalog, engine.store);
  private final RebuildCatalog rebuild =
      new RebuildCatalog(
          engine.catalog, engine.store, engine.recallState(), engine.reconcileCatalog());

  @Test
  void whatBothKnowAlikeIsNoDifference() {
    known(1);
    engine.catalog.record(SampleBackups.failed(SampleBackups.order(2)));
    CatalogDifferences found = check.check();
    assertThat(found.none()).isTrue();
    assertThat(found.compared()).isEqualTo(1);
  }

  @Test
  void eachSidesOwnBackupsAreNamedAndNothingIsChanged() {
    Backup stored = SampleBackups.completed(SampleBackups.order(1));
    engine.store.addPublished(stored);
    Backup told = SampleBackups.completed(SampleBackups.order(2));
    engine.catalog.record(told);
    for (int again = 0; again < 2; again++) {
      CatalogDifferences found = check.check();
      assertThat(found.unknownToCatalog()).containsExactly(stored.id());
      assertThat(found.withoutDirectory()).containsExactly(told.id());
      assertThat(found.none()).isFalse();
    }
  }

  @Test
  void whatIsToldInTwoWaysIsNamedWithBothAndRebuiltFromTheManifest() {
    Backup stored = known(1);
    engine.catalog.record(elsewhere(stored));
    assertThat(check.check().different())
        .extracting(CatalogDifferences.Difference::what)
        .containsExactly("directory", "manifest");
    assertThat(rebuild.rebuild(ADMIN).recorded()).isEqualTo(1);
    assertThat(check.check().none()).isTrue();
    assertThat(engine.catalog.find(stored.id())).contains(stored);
  }

  @Test
  void anEmptyCatalogIsRebuiltWholeAndWhatOnlyItKnowsStays() {
    Backup first = SampleBackups.completed(SampleBackups.order(1));
    engine.store.addPublished(first);
    Backup lost = SampleBackups.completed(SampleBackups.order(2));
    engine.catalog.record(lost);
    assertThat(rebuild.rebuild(ADMIN).onlyInCatalog()).containsExactly(lost.id());
    assertThat(engine.catalog.find(first.id())).contains(first);
    assertThat(engine.catalog.find(lost.id())).contains(lost);
  }

  /** Promise 7, of the engine alone: the directory tells what no manifest does. */
  @Test
  void aLostCatalogHasItsFailedRunsDeletionsAndRestoresAgain() throws Exception {
    List<Restore> restored =
        List.of(
            SampleRestores.planned(SampleRestores.dryRun(4)),
            SampleRestores.partial(SampleRestores.order(3)),
            SampleRestores.interrupted(SampleRestores.order(2)),
            SampleRestores.completed(SampleRestores.order(1)));
    restored.forEach(engine.restoreLog::record);
    Backup failed = SampleBackups.failed(SampleBackups.order(1));
    engine.catalog.record(failed);
    BackupId deleted = SampleBackups.order(2).id();
    engine.catalog.recordDeletion(deleted, "janitor", engine.clock.now());
    Backup kept = engine.take(BackupRequest.manual(BackupType.FULL));

    MemoryBackupCatalog fresh = new MemoryBackupCatalog();
    MemoryRestoreLog freshLog = new MemoryRestoreLog();
    new ReconcileCatalog(
            fresh,
            engine.journal,
            engine.store,
            new RecallState(
                engine.store,
                engine.stateFormat,
                fresh,
                new TellRestoreLog(freshLog, new MemoryRestoreJournal())),
            engine.ids,
            engine.clock,
            new TellRestoreLog(freshLog, engine.restoreJournal))
        .reconcile();
    assertThat(fresh.find(failed.id())).contains(failed);
    assertThat(fresh.find(kept.id())).contains(kept);
    assertThat(fresh.deletions(Instant.EPOCH, 10))
        .extracting(Deletion::id)
        .containsExactly(deleted);
    assertThat(freshLog.list(Optional.empty(), 10)).isEqualTo(restored);
    assertThat(freshLog.undoable()).isEqualTo(engine.restoreLog.undoable());
  }

  @Test
  void whatTheLogLearnedSinceOfARestoreIsNotTakenBackByARebuilding() throws Exception {
    Restore restore = SampleRestores.completed(SampleRestores.order(1));
    engine.restoreLog.record(restore);
    engine.take(BackupRequest.manual(BackupType.FULL));
    engine.restoreLog.record(restore.notUndoable());

    assertThat(rebuild.rebuild(ADMIN).recalled()).isZero();
    assertThat(engine.restoreLog.find(restore.id())).contains(restore.notUndoable());
  }

  @Test
  void aRebuildingEndsWhatTheLogThoughtRunningAndReplacesWhatCannotBeRead() throws Exception {
    Restore running = SampleRestores.completed(SampleRestores.order(1));
    Restore odd = SampleRestores.completed(SampleRestores.order(2));
    engine.restoreLog.record(running);
    engine.restoreLog.record(odd);
    engine.take(BackupRequest.manual(BackupType.FULL));

    MemoryRestoreLog other = new MemoryRestoreLog();
    other.record(SampleRestores.underWay(running.order()));
    other.record(odd);
    other.garble(odd.id());
    int recalled =
        new RecallState(
                engine.store,
                engine.stateFormat,
                engine.catalog,
                new TellRestoreLog(other, new MemoryRestoreJournal()))
            .recall();
    assertThat(recalled).isEqualTo(2);
    assertThat(other.find(running.id())).contains(running.notUndoable());
  }

  @Test
  void aRowThatCannotBeReadIsADifference() {
    Backup stored = known(1);
    engine.catalog.garble(stored.id());
    assertThat(check.check().different())
        .singleElement()
        .extracting(CatalogDifferences.Difference::backup)
        .isEqualTo(stored.id());
  }

  @Test
  void onlyWhoMayEverythingRebuilds() {
    assertThatThrownBy(() -> rebuild.rebuild(Principal.ANONYMOUS))
        .isInstanceOfSatisfying(
            ChronosException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SCOPE_MISSING));
  }

  private Backup known(int number) {
    Backup backup = SampleBackups.completed(SampleBackups.order(number));
    engine.store.addPublished(backup);
    engine.catalog.record(backup);
    return backup;
  }

  private static Backup elsewhere(Backup backup) {
    return new Backup(
        backup.order(),
        new Backup.Outcome.Published(
            backup.state(),
            backup.endedAt().orElseThrow(),
            backup.published().orElseThrow().components(),
            "manual/elsewhere",
            Sha256.of(new byte[] {9})));
  }
}
