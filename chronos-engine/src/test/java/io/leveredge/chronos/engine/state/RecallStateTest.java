package io.leveredge.chronos.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing but the backups is left: neither the catalog nor what the journals held. */
class RecallStateTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);

  private final Engine engine = new Engine();
  private final MemoryRestoreLog newLog = new MemoryRestoreLog();
  private final RecallState recall =
      new RecallState(
          engine.store,
          engine.stateFormat,
          engine.catalog,
          new TellRestoreLog(newLog, new MemoryRestoreJournal()));

  @Test
  void whatABackupWithoutTheCatalogLacksIsTakenFromThoseBeforeItUpToOneThatIsWhole()
      throws Exception {
    BackupId tooOld = SampleBackups.order(3).id();
    engine.catalog.recordDeletion(tooOld, "janitor", engine.clock.now());
    engine.take(FULL);
    engine.clock.advance(Duration.ofDays(91));

    Backup failed = fail();
    BackupId deleted = SampleBackups.order(2).id();
    engine.catalog.recordDeletion(deleted, "janitor", engine.clock.now());
    Restore dryRun = SampleRestores.planned(SampleRestores.dryRun(9_000_000));
    Restore undone = SampleRestores.completed(SampleRestores.plainOrder(9_000_001));
    engine.restoreLog.record(dryRun);
    engine.restoreLog.record(undone);
    Backup whole = engine.take(FULL);

    engine.catalog.goDown();
    engine.restoreLog.goDown();
    Backup failedLater = fail();
    journal(undone.notUndoable());
    Backup lacking = engine.take(FULL);
    Backup lackingMore = engine.take(FULL);
    assertThat(List.of(whole, lacking, lackingMore))
        .extracting(backup -> engine.stateIn(backup).complete())
        .containsExactly(true, false, false);

    engine.catalog.comeBack();
    engine.catalog.forget();
    assertThat(recall.recall()).isEqualTo(5);
    assertThat(engine.catalog.find(failed.id())).contains(failed);
    assertThat(engine.catalog.find(failedLater.id())).contains(failedLater);
    assertThat(engine.catalog.deletions(Instant.EPOCH, 10))
        .extracting(Deletion::id)
        .containsExactly(deleted);
    assertThat(newLog.list(Optional.empty(), 10)).containsExactly(undone.notUndoable(), dryRun);
    assertThat(engine.catalog.recalled()).isTrue();
  }

  /** The run of one target may begin first and end last, and then knows the most. */
  @Test
  void theStateThatWasWrittenLastIsTheNewestWhicheverBackupBeganFirst() throws Exception {
    Backup failed = SampleBackups.failed(SampleBackups.order(5));
    publish(SampleBackups.order(1), Duration.ofMinutes(2), List.of(failed));
    publish(SampleBackups.order(2), Duration.ofMinutes(1), List.of());

    engine.catalog.forget();
    assertThat(recall.recall()).isEqualTo(1);
    assertThat(engine.catalog.find(failed.id())).contains(failed);
  }

  @Test
  void aCatalogIsNotCalledWholeWhereNoBackupLiesThatCouldTellIt() {
    engine.catalog.forget();
    assertThat(recall.recall()).isZero();
    assertThat(engine.catalog.recalled()).isFalse();
  }

  private void publish(BackupOrder order, Duration took, List<Backup> runs) {
    Instant at = order.createdAt().plus(took);
    byte[] state =
        engine.stateFormat.write(
            new OwnState(at, Optional.empty(), List.of(), runs, List.of(), List.of()));
    try (StagedBackup staged = engine.store.stage(order);
        ArtifactSink sink = staged.artifact(OwnState.ARTIFACT, Codec.GZIP)) {
      sink.write(state, 0, state.length);
      Manifest empty = SampleBackups.emptyManifest(order);
      staged.publish(
          new Manifest(
              empty.formatVersion(),
              empty.writtenBy(),
              order,
              empty.state(),
              at,
              List.of(),
              List.of(sink.finish().artifact()),
              Optional.empty()));
    }
  }

  private Backup fail() throws Exception {
    engine.database.failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump gave up"));
    try {
      return engine.take(FULL);
    } finally {
      engine.database.recover();
    }
  }

  private void journal(Restore ended) {
    try (RestoreJournal.Run run = engine.restoreJournal.begin(ended.order())) {
      run.ended(ended);
    }
  }
}
