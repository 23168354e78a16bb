package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.State;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores that end otherwise than hoped. */
class UnluckyRestoreTest {
  private final ChronosException refused =
      new ChronosException(ErrorCode.RESTORE_FAILED, "/etc is read-only");
  private final ChronosException diskFull =
      new ChronosException(ErrorCode.STORAGE_FULL, "no space left");

  private final RestoringEngine restoring = new RestoringEngine();
  private Backup backup;

  @BeforeEach
  void somethingToPutBack() throws Exception {
    backup =
        restoring.backUp(
            TargetName.DEFAULT, Component.DATABASE, Component.WORKFLOWS, Component.CONFIG);
    restoring.spoil();
  }

  @Test
  void aFailedComponentEndsTheRestore() throws Exception {
    restoring.workflowRestorer.failing(RestoreCall.RESTORE, refused);

    Restore end = restore();

    assertThat(end.state()).isEqualTo(RestoreState.PARTIAL);
    assertThat(end.components())
        .extracting(ComponentOutcome::component, ComponentOutcome::state)
        .containsExactly(
            tuple(Component.DATABASE, State.RESTORED),
            tuple(Component.WORKFLOWS, State.FAILED),
            tuple(Component.CONFIG, State.PLANNED));
    assertThat(end.components().getLast().notes()).containsExactly("Not tried");
    assertThat(end.problem())
        .contains(new ComponentOutcome.Failure(ErrorCode.RESTORE_FAILED, "/etc is read-only"));
    assertThat(restoring.fileRestorer.asked(RestoreCall.RESTORE)).isEmpty();
    assertThat(restoring.files.contents()).containsEntry("/etc/app", "new");
    assertThat(end.undoUntil()).isPresent();
    assertThat(restoring.log.find(end.id())).contains(end);
  }

  @Test
  void whereNoneWasPutBackTheRestoreFailed() throws Exception {
    restoring.databaseRestorer.failing(RestoreCall.RESTORE, refused);

    Restore end = restore();

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    assertThat(end.components())
        .extracting(ComponentOutcome::state)
        .containsExactly(State.FAILED, State.PLANNED, State.PLANNED);
    assertThat(end.undoUntil()).as("a database takes all or none").isEmpty();
    assertThat(end.safety()).isPresent();
  }

  @Test
  void aMistakeOfOursIsAFailureWithItsOwnCode() throws Exception {
    restoring.fileRestorer.failing(RestoreCall.RESTORE, new IllegalStateException("oops"));

    Restore end = restore();

    assertThat(end.state()).isEqualTo(RestoreState.PARTIAL);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(restoring.settleDeadRestores().settle())
        .as("what the mistake may have left in the middle")
        .extracting(Restore::id)
        .containsExactly(end.id());
    assertThat(restoring.engine.locks.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next()))
        .isInstanceOf(TargetClaims.Attempt.Granted.class);
  }

  @Test
  void aStopOfTheServiceInterruptsTheRestore() throws Exception {
    restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();

    assertThat(restoring.engine.threads.shutDown(Duration.ZERO, Duration.ofSeconds(20))).isTrue();

    Restore end = RestoringEngine.end(job);
    assertThat(end.state()).isEqualTo(RestoreState.INTERRUPTED);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(restoring.database.contents()).containsEntry("users", "0 rows");
    assertThat(restoring.log.find(end.id())).contains(end);
  }

  @Test
  void aStopWhileBytesAreVerifiedIsNoDamage() {
    RestoreRequest request = RestoringEngine.request(backup.id());
    ResolveRestore.Resolved resolved = restoring.resolve.resolve(request);
    var order =
        new io.leveredge.chronos.domain.restore.RestoreOrder(
            restoring
                .plan
                .plan(request, new io.leveredge.chronos.domain.restore.PlanPage(0, 1))
                .plan()
                .order()
                .id(),
            backup.id(),
            TargetName.DEFAULT,
            resolved.choice(),
            Optional.empty(),
            false,
            Optional.empty(),
            "hades",
            restoring.engine.clock.now());
    RestoreTask task = RestoreTask.of(resolved.target(), resolved.backup());
    RunRestore run =
        new RunRestore(
            new CheckNeededBytes(restoring.engine.facts, restoring.engine.clock),
            new TakeSafetyBackup(restoring.engine.takeBackup),
            restoring.engine.clock,
            RestoringEngine.UNDO);
    var granted =
        (TargetClaims.Attempt.Granted)
            restoring.engine.locks.tryClaim(TargetName.DEFAULT, order.id().job());
    Restore end;
    Thread.currentThread().interrupt();
    try (var claim = granted.claim();
        var noted = restoring.journal.begin(order)) {
      RestoreJob job = new RestoreJob(order, new JobProgress(restoring.engine.clock));
      end = run.run(job, task, claim, noted);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(end.state()).isEqualTo(RestoreState.INTERRUPTED);
    assertThat(restoring.facts(backup.id())).isEmpty();
    assertThat(restoring.backupsBut(backup.id())).isEmpty();
  }

  @Test
  void withTheLogDownTheJournalKeepsTheEnd() throws Exception {
    restoring.log.goDown();

    Restore end = restore();

    assertThat(end.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.journal.untold()).containsExactly(end);
    assertThat(restoring.show.find(end.id())).contains(end);
    assertThat(restoring.show.list(Optional.empty(), 10)).containsExactly(end);

    restoring.log.comeBack();
    assertThat(restoring.tell.tellUntold()).isEqualTo(1);
    assertThat(restoring.log.find(end.id())).contains(end);
    assertThat(restoring.journal.untold()).isEmpty();
  }

  @Test
  void theNextEndTellsThoseThatTheLogHasMissed() throws Exception {
    restoring.log.goDown();
    Restore missed = restore();
    restoring.log.comeBack();

    restore();

    assertThat(restoring.log.find(missed.id())).contains(missed);
    assertThat(restoring.journal.untold()).isEmpty();
  }

  @Test
  void aListSaysTheEndThatTheLogHasNotHeardOf() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();
    restoring.log.goDown();
    gate.countDown();
    Restore end = RestoringEngine.end(job);
    restoring.log.comeBack();

    assertThat(restoring.log.find(end.id()).orElseThrow().state()).isEqualTo(RestoreState.RUNNING);
    assertThat(restoring.show.list(Optional.empty(), 10)).containsExactly(end);
    assertThat(restoring.show.list(Optional.of(end.id()), 10)).as("below the cursor").isEmpty();
  }

  @Test
  void whereTheClaimIsLostNothingIsReplaced() throws Exception {
    CountDownLatch gate = restoring.workflowSource.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.engine.leases.passTo(TargetName.DEFAULT, restoring.engine.ids.next());
    gate.countDown();

    Restore end = RestoringEngine.end(job);

    assertThat(end.state()).isEqualTo(RestoreState.FAILED);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.CLAIM_LOST);
    assertThat(restoring.database.contents()).containsEntry("users", "0 rows");
  }

  @Test
  void aClaimThatIsLostMidwayEndsTheRestoreBetweenComponents() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();
    restoring.engine.leases.passTo(TargetName.DEFAULT, restoring.engine.ids.next());
    gate.countDown();

    Restore end = RestoringEngine.end(job);

    assertThat(end.state()).isEqualTo(RestoreState.PARTIAL);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(ErrorCode.CLAIM_LOST);
    assertThat(end.components())
        .extracting(ComponentOutcome::state)
        .containsExactly(State.RESTORED, State.PLANNED, State.PLANNED);
  }

  @Test
  void aStepThatCannotBeNotedIsNotTaken() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();
    restoring.journal.failNoting(diskFull);
    gate.countDown();

    Restore end = RestoringEngine.end(job);

    assertThat(end.components())
        .as("each once, and what is done is done")
        .extracting(ComponentOutcome::component, ComponentOutcome::state)
        .containsExactly(
            tuple(Component.DATABASE, State.RESTORED),
            tuple(Component.WORKFLOWS, State.FAILED),
            tuple(Component.CONFIG, State.PLANNED));
    assertThat(restoring.log.find(end.id())).contains(end);
  }

  @Test
  void aRestoreWhoseEndIsNotNotedIsSettledFromItsSteps() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job =
        restoring.start(
            RestoringEngine.request(backup.id(), RestoreChoice.of(Set.of(Component.DATABASE))));
    restoring.databaseRestorer.awaitBegun();
    restoring.journal.failNoting(diskFull);
    gate.countDown();

    assertThat(RestoringEngine.end(job).state()).isEqualTo(RestoreState.COMPLETED);
    try (var dead = restoring.journal.dead().getFirst()) {
      assertThat(dead.steps()).extracting(step -> step.component()).contains(Component.DATABASE);
    }
  }

  private Restore restore() throws Exception {
    return restoring.restore(RestoringEngine.request(backup.id()));
  }
}
