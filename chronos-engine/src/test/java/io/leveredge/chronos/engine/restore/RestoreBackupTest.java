package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The fourth promise: no byte is restored before every artifact it needs has verified. Nor is any
 * where something stands in the way or what is there could not be backed up.
 */
class RestoreBackupTest {
  private final RestoringEngine restoring = new RestoringEngine();
  private Backup backup;

  @BeforeEach
  void somethingToPutBack() throws Exception {
    backup = restoring.backUp();
    restoring.spoil();
  }

  @Test
  void aRestorePutsBackWhatTheBackupHolds() throws Exception {
    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "2 rows"));
    assertThat(restoring.files.contents()).isEqualTo(Map.of("/etc/app", "old", "/etc/more", "new"));
    assertThat(end.components())
        .extracting(ComponentOutcome::component)
        .containsExactly(Component.DATABASE, Component.CONFIG);
    assertThat(end.components().getFirst().counts()).containsEntry(ChangeKind.OVERWRITTEN, 1L);
    assertThat(end.problem()).isEmpty();
    assertThat(end.undoUntil()).contains(restoring.engine.clock.now().plus(RestoringEngine.UNDO));
    assertThat(restoring.log.find(end.id())).contains(end);
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(restoring.journal.dead()).isEmpty();
    assertThat(restoring.running.all()).isEmpty();
  }

  @Test
  void onlyThoseWithTheScopeMayRestore() {
    for (Principal caller : List.of(Principal.ANONYMOUS, RestoringEngine.DELETER)) {
      assertThatThrownBy(
              () ->
                  restoring.accept(
                      RestoringEngine.by(caller, RestoringEngine.request(backup.id()))))
          .isInstanceOfSatisfying(
              ChronosException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SCOPE_MISSING));
    }
    assertThat(restoring.log.list(Optional.empty(), 10)).isEmpty();
    assertNothingChanged();
  }

  @Test
  void noByteIsRestoredBeforeEveryNeededOneHasVerified() throws Exception {
    restoring.flipByte(backup.id(), Component.CONFIG);

    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    ComponentOutcome.Failure problem = end.problem().orElseThrow();
    assertThat(problem.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    assertThat(problem.problem())
        .contains(RestoringEngine.artifact(Component.CONFIG).value())
        .contains(backup.id().value());
    assertThat(end.components()).isEmpty();
    assertThat(end.safety()).isEmpty();
    assertThat(end.undoUntil()).isEmpty();
    assertNothingChanged();
    Fact fact = restoring.facts(backup.id()).getFirst();
    assertThat(fact.kind()).isEqualTo(FactKind.CORRUPT);
    assertThat(fact.by()).isEqualTo("hades");
    assertThat(fact.details())
        .containsEntry("file", RestoringEngine.artifact(Component.CONFIG).value());
  }

  @Test
  void aFileThatIsGoneIsFoundBeforeAnythingIsChanged() throws Exception {
    restoring.engine.store.replace(
        backup.id(), RestoringEngine.artifact(Component.DATABASE), Optional.empty());

    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    assertThat(restoring.facts(backup.id()).getFirst().kind()).isEqualTo(FactKind.MISSING);
    assertNothingChanged();
  }

  @Test
  void onlyWhatIsNeededIsRead() throws Exception {
    restoring.flipByte(backup.id(), Component.CONFIG);

    Restore end =
        restoring.restore(
            RestoringEngine.request(backup.id(), RestoreChoice.of(Set.of(Component.DATABASE))));

    assertThat(end.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.facts(backup.id())).isEmpty();
    assertThat(restoring.database.contents()).containsEntry("users", "2 rows");
  }

  @Test
  void whatStandsInTheWayIsFoundBeforeAnythingIsChanged() throws Exception {
    restoring.fileRestorer.obstructed(
        Obstacle.blocking(Obstacle.Kind.DISK_SPACE, "3 GB are missing", "Free them."));

    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    assertThat(end.problem())
        .contains(
            new ComponentOutcome.Failure(
                ErrorCode.RESTORE_BLOCKED, "3 GB are missing (Free them.)"));
    assertThat(end.safety()).isEmpty();
    assertNothingChanged();
  }

  @Test
  void aWarningDoesNotStopARestore() throws Exception {
    restoring.fileRestorer.obstructed(
        Obstacle.warning(Obstacle.Kind.VERSION, "It is of version 14", "Look at it."));

    assertThat(restoring.restore(RestoringEngine.request(backup.id())).state())
        .isEqualTo(RestoreState.COMPLETED);
  }

  @Test
  void theSafetyBackupHoldsWhatWasThere() throws Exception {
    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    BackupId id = end.safety().orElseThrow();
    Backup safety = restoring.engine.store.find(id).orElseThrow();
    assertThat(safety.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(safety.order().labels()).containsExactly(TakeSafetyBackup.LABEL);
    assertThat(safety.order().requestedBy()).isEqualTo("hades");
    assertThat(safety.order().components()).containsExactly(Component.DATABASE, Component.CONFIG);
    assertThat(restoring.engine.store.content(id, RestoringEngine.artifact(Component.DATABASE)))
        .asString()
        .isEqualTo("users\t0 rows\n");
  }

  @Test
  void onlyWhatIsReplacedIsBackedUpBefore() throws Exception {
    Restore end =
        restoring.restore(RestoringEngine.request(backup.id(), RestoringEngine.paths("/etc/app")));

    Backup safety = restoring.engine.store.find(end.safety().orElseThrow()).orElseThrow();
    assertThat(safety.order().components()).containsExactly(Component.CONFIG);
  }

  @Test
  void aCallerMayDoWithoutASafetyBackup() throws Exception {
    Restore end =
        restoring.restore(
            RestoringEngine.request(
                backup.id(), RestoringEngine.withoutSafety(Set.of(Component.DATABASE))));

    assertThat(end.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(end.safety()).isEmpty();
    assertThat(restoring.backupsBut(backup.id())).isEmpty();
  }

  @Test
  void aSafetyBackupThatFailsStopsTheRestore() throws Exception {
    restoring.engine.store.fail(StorageCall.PUBLISH, ErrorCode.STORAGE_FULL);

    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(end.problem().orElseThrow().problem())
        .contains("safety backup")
        .contains("'safety_backup': false");
    assertNothingChanged();
  }

  @Test
  void aSafetyBackupThatCannotBeBegunStopsTheRestore() throws Exception {
    restoring.engine.store.setFreeSpace(ByteCount.ZERO);

    Restore end = restoring.restore(RestoringEngine.request(backup.id()));

    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.INSUFFICIENT_SPACE);
    assertThat(end.problem().orElseThrow().problem()).startsWith("The safety backup");
    assertNothingChanged();
  }

  @Test
  void aPartialSafetyBackupStopsTheRestore() throws Exception {
    Backup withWorkflows =
        restoring.backUp(TargetName.DEFAULT, Component.DATABASE, Component.WORKFLOWS);
    restoring.workflowSource.missing("workflow 7");

    Restore end = restoring.restore(RestoringEngine.request(withWorkflows.id()));

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.BACKUP_PARTIAL);
    assertNothingChanged();
  }

  @Test
  void anotherJobMeetsTheRestoresIdWhileItRuns() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();

    assertThat(restoring.accept(RestoringEngine.request(backup.id())))
        .isEqualTo(new RestoreAcceptance.Busy(Optional.of(job.id().job())));
    assertThat(restoring.engine.takeBackup.accept(BackupRequest.manual(BackupType.FULL)))
        .isEqualTo(new Acceptance.Busy(Optional.of(job.id().job())));
    assertThat(restoring.show.find(job.id()).orElseThrow().state()).isEqualTo(RestoreState.RUNNING);

    gate.countDown();
    assertThat(RestoringEngine.end(job).state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.backUp().state()).isEqualTo(BackupState.COMPLETED);
  }

  @Test
  void aBackupGoesIntoAnotherTargetWhereThatIsNamed() throws Exception {
    Restore end =
        restoring.restore(
            RestoringEngine.into(
                "other",
                RestoringEngine.request(
                    backup.id(), RestoreChoice.of(Set.of(Component.DATABASE)))));

    assertThat(end.order().target()).isEqualTo(RestoringEngine.OTHER);
    assertThat(restoring.otherDatabase.contents()).containsEntry("users", "2 rows");
    assertThat(restoring.database.contents()).containsEntry("users", "0 rows");
    Backup safety = restoring.engine.store.find(end.safety().orElseThrow()).orElseThrow();
    assertThat(safety.order().target()).isEqualTo(RestoringEngine.OTHER);
  }

  @Test
  void nothingIsStartedWhereItCannotBeNoted() {
    restoring.journal.failNoting(new ChronosException(ErrorCode.STORAGE_FULL, "no space left"));

    assertThatThrownBy(() -> restoring.accept(RestoringEngine.request(backup.id())))
        .isInstanceOf(ChronosException.class);

    assertNothingChanged();
    assertThat(restoring.running.all()).isEmpty();
    assertThat(restoring.engine.locks.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next()))
        .isInstanceOf(io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Granted.class);
  }

  private void assertNothingChanged() {
    assertThat(restoring.databaseRestorer.asked(RestoreCall.RESTORE)).isEmpty();
    assertThat(restoring.fileRestorer.asked(RestoreCall.RESTORE)).isEmpty();
    assertThat(restoring.database.contents()).containsEntry("users", "0 rows");
    assertThat(restoring.files.contents()).containsEntry("/etc/app", "new");
    assertThat(restoring.engine.store.published())
        .filteredOn(each -> each.state() == BackupState.COMPLETED)
        .extracting(each -> each.order().labels())
        .doesNotContain(List.of(TakeSafetyBackup.LABEL));
  }
}
