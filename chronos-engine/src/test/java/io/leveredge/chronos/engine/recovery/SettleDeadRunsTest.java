package io.leveredge.chronos.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.StorageCall;
import io.leveredge.chronos.testkit.system.ScriptedChildProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The second promise, at the restart: what a dead process left is found, ended and removed. */
class SettleDeadRunsTest {
  private static final BackupOrder ORDER = SampleBackups.order(1);
  private final Engine engine = new Engine();

  @Test
  void childrenSessionsClaimAndStagingOfADeadRunAreCleared() {
    Path pgDump = Path.of("/usr/bin/pg_dump");
    engine.processes.put(pgDump, ScriptedChildProcesses.Script.running());
    ChildProcesses.Child orphan =
        engine.processes.start(
            new ChildProcesses.Command(pgDump, List.of(), Map.of(), Optional.empty()));
    try (RunJournal.Run dies = engine.journal.begin(ORDER)) {
      dies.started(orphan.identity());
      engine.store.stage(ORDER);
      engine.leases.tryClaim(TargetName.DEFAULT, ORDER.id());
    }
    List<Backup> settled = engine.settleDeadRuns().settle();
    assertThat(settled).extracting(Backup::state).containsExactly(BackupState.INTERRUPTED);
    assertThat(engine.processes.running()).isEmpty();
    assertThat(engine.database.released()).containsExactly(ORDER.id());
    assertThat(engine.store.staged()).isEmpty();
    assertThat(engine.leases.tryClaim(TargetName.DEFAULT, engine.ids.next()))
        .isInstanceOf(Attempt.Granted.class);
    assertThat(engine.catalog.find(ORDER.id()).orElseThrow().state())
        .isEqualTo(BackupState.INTERRUPTED);
    assertThat(engine.settleDeadRuns().settle()).as("once").isEmpty();
  }

  @Test
  void aRunThatDiedAfterTheRenameIsCompleted() {
    try (RunJournal.Run dies = engine.journal.begin(ORDER);
        StagedBackup staged = engine.store.stage(ORDER)) {
      staged.publish(SampleBackups.emptyManifest(ORDER));
      assertThat(dies).isNotNull();
    }
    assertThat(engine.settleDeadRuns().settle())
        .extracting(Backup::state)
        .containsExactly(BackupState.COMPLETED);
  }

  @Test
  void aRunThatLivesIsNotTouched() {
    try (RunJournal.Run lives = engine.journal.begin(ORDER);
        StagedBackup staged = engine.store.stage(ORDER)) {
      assertThat(engine.settleDeadRuns().settle()).isEmpty();
      assertThat(engine.store.staged()).containsExactly(ORDER.id());
      assertThat(List.of(lives, staged)).hasSize(2);
    }
  }

  @Test
  void whatCannotBeSettledNowIsSettledLater() {
    engine.journal.begin(ORDER).close();
    engine.store.fail(StorageCall.REMOVE_STAGING, ErrorCode.STORAGE_FAILED);
    assertThat(engine.settleDeadRuns().settle()).isEmpty();
    engine.store.mend();
    assertThat(engine.settleDeadRuns().settle()).hasSize(1);
  }

  @Test
  void withTheCatalogDownTheEndIsToldLater() {
    engine.journal.begin(ORDER).close();
    engine.catalog.goDown();
    assertThat(engine.settleDeadRuns().settle()).hasSize(1);
    engine.catalog.comeBack();
    engine.reconcileCatalog().reconcile();
    assertThat(engine.catalog.find(ORDER.id()).orElseThrow().state())
        .isEqualTo(BackupState.INTERRUPTED);
  }
}
