package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restore can be taken back, and that, too. One use case: every way back, and every refusal,
 * stands here.
 */
class UndoRestoreTest {
  private static final Map<String, String> SPOILT = Map.of("/etc/app", "new", "/etc/more", "new");
  private static final Map<String, String> PUT_BACK =
      Map.of("/etc/app", "old", "/etc/more", "new", "/etc/gone", "old");

  private final RestoringEngine restoring = new RestoringEngine();
  private Backup backup;

  @BeforeEach
  void somethingToPutBack() throws Exception {
    restoring.files.put("/etc/gone", "old");
    backup = restoring.backUp();
    restoring.spoil();
    restoring.files.remove("/etc/gone");
  }

  @Test
  void bySafetyBackupEverythingIsAsBefore() throws Exception {
    Restore done = restore();
    assertThat(restoring.files.contents()).isEqualTo(PUT_BACK);

    Restore undo = restoring.undo(done);

    assertThat(undo.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(undo.order().undoes()).contains(done.id());
    assertThat(undo.order().backup()).isEqualTo(done.safety().orElseThrow());
    assertThat(restoring.files.contents())
        .as("what the restore made is gone again")
        .isEqualTo(SPOILT);
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "0 rows"));
  }

  @Test
  void whatCameAfterTheRestoreStays() throws Exception {
    Restore done = restore();
    restoring.files.put("/etc/later", "later");

    restoring.undo(done);

    assertThat(restoring.files.contents()).containsEntry("/etc/later", "later");
  }

  @Test
  void whatCameBackUnderAnotherNameGoesAgain() throws Exception {
    restoring.fileRestorer.renaming("/etc/gone", "/etc/new");
    Restore done = restore();
    assertThat(restoring.files.contents()).containsEntry("/etc/new", "old");

    restoring.undo(done);

    assertThat(restoring.files.contents()).isEqualTo(SPOILT);
  }

  @Test
  void byWhatWasKeptWithoutAnyBackup() throws Exception {
    restoring.databaseRestorer.keeping();
    restoring.fileRestorer.keeping();
    Restore done = restore();
    restoring.engine.store.discard(done.safety().orElseThrow());
    restoring.flipByte(backup.id(), Component.DATABASE);

    Restore undo = restoring.undo(done);

    assertThat(undo.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(undo.safety()).as("what is kept anyway needs none").isEmpty();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.TAKE_BACK)).containsExactly(undo.id());
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "0 rows"));
    assertThat(restoring.files.contents()).isEqualTo(SPOILT);
  }

  @Test
  void keptAndUnkeptComponentsAreTakenBackTogether() throws Exception {
    restoring.databaseRestorer.keeping();
    Restore done = restore();

    Restore undo = restoring.undo(done);

    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "0 rows"));
    assertThat(restoring.files.contents()).isEqualTo(SPOILT);
    assertThat(safety(undo).order().components()).containsExactly(Component.CONFIG);
    assertRefused(undo.id(), "its safety backup", "database");
  }

  @Test
  void anUndoCanBeUndone() throws Exception {
    Restore undo = restoring.undo(restore());

    Restore redo = restoring.undo(undo);

    assertThat(redo.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.files.contents()).isEqualTo(PUT_BACK);
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "2 rows"));
  }

  @Test
  void onlyThoseWithTheScopeMayUndo() throws Exception {
    Restore done = restore();
    for (Principal caller : List.of(Principal.ANONYMOUS, RestoringEngine.DELETER)) {
      assertThatThrownBy(() -> restoring.undoRestore().accept(done.id(), Optional.empty(), caller))
          .isInstanceOfSatisfying(
              ChronosException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SCOPE_MISSING));
    }
    assertThat(restoring.files.contents()).isEqualTo(PUT_BACK);
  }

  @Test
  void ofAnUnknownRestoreThereIsNothing() {
    assertThat(
            restoring
                .undoRestore()
                .accept(
                    new RestoreId(restoring.engine.ids.next()),
                    Optional.empty(),
                    RestoringEngine.RESTORER))
        .isEmpty();
  }

  @Test
  void aRestoreIsUndoneOnce() throws Exception {
    Restore done = restore();
    restoring.undo(done);

    assertRefused(done.id(), "undone already");
    assertThat(restoring.log.find(done.id()).orElseThrow().undoUntil()).isEmpty();
  }

  @Test
  void aRestoreIsUndoneOnceWithTheLogDownAsWell() throws Exception {
    restoring.log.goDown();
    Restore done = restore();
    restoring.undo(done);

    assertRefused(done.id(), "undone already");
    restoring.log.comeBack();
    assertRefused(done.id(), "undone already");
    restoring.tell.tellUntold();
    assertRefused(done.id(), "undone already");
    assertThat(restoring.log.undoable())
        .extracting(each -> each.order().undoes())
        .containsExactly(Optional.of(done.id()));
  }

  @Test
  void anUndoThatWaitedForAnotherUndoIsRefused() throws Exception {
    Restore done = restore();
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob first = RestoringEngine.started(restoring.acceptUndo(done.id()));
    CompletableFuture<Throwable> second = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                restoring
                    .undoRestore(Duration.ofMinutes(1))
                    .accept(done.id(), Optional.empty(), RestoringEngine.RESTORER);
                second.complete(new AssertionError("A second undo was started"));
              } catch (ChronosException refused) {
                second.complete(refused);
              }
            });
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
      Thread.onSpinWait();
    }
    gate.countDown();
    RestoringEngine.end(first);

    assertThat(second.get(30, TimeUnit.SECONDS)).hasMessageContaining("undone already");
    assertThat(restoring.databaseRestorer.asked(RestoreCall.RESTORE)).hasSize(2);
  }

  @Test
  void aFailedUndoCanBeTriedAgain() throws Exception {
    Restore done = restore();
    restoring.fileRestorer.failing(
        RestoreCall.RESTORE, new ChronosException(ErrorCode.RESTORE_FAILED, "read-only"));
    assertThat(restoring.undo(done).state()).isEqualTo(RestoreState.PARTIAL);
    restoring.fileRestorer.recover();

    assertThat(restoring.undo(done).state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.files.contents()).isEqualTo(SPOILT);
  }

  @Test
  void ofADryRunThereIsNothingToUndo() {
    RestoreId id =
        restoring
            .plan
            .plan(RestoringEngine.request(backup.id()), PlanPage.FIRST)
            .plan()
            .order()
            .id();
    assertRefused(id, "dry run");
  }

  @Test
  void aRunningRestoreIsNotUndone() throws Exception {
    CountDownLatch gate = restoring.databaseRestorer.hold();
    RestoreJob job = restoring.start(RestoringEngine.request(backup.id()));
    restoring.databaseRestorer.awaitBegun();
    assertRefused(job.id(), "still runs");
    gate.countDown();
    assertThat(RestoringEngine.end(job).state()).isEqualTo(RestoreState.COMPLETED);
  }

  @Test
  void whatChangedNothingIsNotUndone() throws Exception {
    restoring.databaseRestorer.failing(
        RestoreCall.RESTORE, new ChronosException(ErrorCode.RESTORE_FAILED, "no"));
    assertRefused(restore().id(), "changed nothing");
  }

  @Test
  void whatFailedMidwayIsUndoneOfWhatItMayHaveChanged() throws Exception {
    restoring.fileRestorer.failing(
        RestoreCall.RESTORE, new ChronosException(ErrorCode.RESTORE_FAILED, "no"));
    Restore done =
        restoring.restore(
            RestoringEngine.request(backup.id(), RestoreChoice.of(Set.of(Component.CONFIG))));
    restoring.files.put("/etc/app", "half");
    restoring.fileRestorer.recover();

    assertThat(done.state()).isEqualTo(RestoreState.FAILED);
    restoring.undo(done);

    assertThat(restoring.files.contents()).isEqualTo(SPOILT);
    assertRefused(done.id(), "undone already");
  }

  @Test
  void aDatabaseWhoseServerDidNotSayIsTakenBack() throws Exception {
    restoring.databaseRestorer.failing(
        RestoreCall.RESTORE,
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the connection broke"));
    Restore done = restore();
    restoring.database.put("users", "2 rows");
    restoring.databaseRestorer.recover();
    // Nobody will ever settle it.
    restoring.unsettled.close();

    restoring.undo(done);

    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "0 rows"));
  }

  @Test
  void afterItsTimeARestoreIsNotUndone() throws Exception {
    Restore done = restore();
    restoring.engine.clock.advance(RestoringEngine.UNDO.plusSeconds(1));
    assertRefused(done.id(), "its time is over");
  }

  @Test
  void withoutItsSafetyBackupThereIsNothingToGoBackTo() throws Exception {
    Restore done = restore();
    restoring.engine.store.discard(done.safety().orElseThrow());
    assertRefused(done.id(), "is gone");
  }

  @Test
  void whereNoneWasTakenThereIsNothingToGoBackTo() throws Exception {
    Restore done =
        restoring.restore(
            RestoringEngine.request(
                backup.id(), RestoringEngine.withoutSafety(Set.of(Component.CONFIG))));
    assertRefused(done.id(), "no safety backup was taken", "config");
  }

  @Test
  void aDamagedSafetyBackupIsNotUsed() throws Exception {
    Restore done = restore();
    restoring.flipByte(done.safety().orElseThrow(), Component.CONFIG);

    Restore undo = restoring.undo(done);

    assertThat(undo.problem().orElseThrow().code()).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    assertThat(restoring.files.contents()).isEqualTo(PUT_BACK);
  }

  @Test
  void whereTheUndoneBackupIsDamagedNothingGoesAwayByItsWord() throws Exception {
    Restore done = restore();
    restoring.flipByte(backup.id(), Component.CONFIG);

    Restore undo = restoring.undo(done);

    assertThat(undo.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.files.contents())
        .containsEntry("/etc/app", "new")
        .containsEntry("/etc/gone", "old");
    assertThat(restoring.facts(backup.id()).getFirst().kind()).isEqualTo(FactKind.CORRUPT);
  }

  /** As after a restore from a copy on another disk, or once the backup was deleted. */
  @Test
  void whereTheUndoneBackupLiesOnNoShelfItIsSaidThatWhatItMadeStays() throws Exception {
    Restore done = restore();
    restoring.engine.store.discard(backup.id());

    Restore undo = restoring.undo(done);

    assertThat(undo.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(undo.components())
        .allSatisfy(
            outcome ->
                assertThat(outcome.notes())
                    .filteredOn(note -> note.contains("What restore " + done.id() + " made anew"))
                    .hasSize(outcome.component() == Component.DATABASE ? 0 : 1));
  }

  @Test
  void anUndoNeedsItsTarget() throws Exception {
    Restore done = restore();
    UndoRestore elsewhere =
        new UndoRestore(
            restoring.show,
            restoring.engine.store,
            new io.leveredge.chronos.engine.target.Targets(List.of(restoring.second)),
            restoring.start(Duration.ZERO),
            restoring.tell,
            restoring.engine.ids,
            restoring.engine.clock);
    assertThatThrownBy(
            () -> elsewhere.accept(done.id(), Optional.empty(), RestoringEngine.RESTORER))
        .hasMessageContaining(TargetName.DEFAULT.value())
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_TARGET));
  }

  private Backup safety(Restore restore) {
    return restoring.engine.store.find(restore.safety().orElseThrow()).orElseThrow();
  }

  private Restore restore() throws Exception {
    return restoring.restore(RestoringEngine.request(backup.id()));
  }

  private void assertRefused(RestoreId id, String... why) {
    assertThatThrownBy(() -> restoring.acceptUndo(id))
        .hasMessageContainingAll(why)
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.NOTHING_TO_UNDO);
              assertThat(refused.details()).containsEntry("restore_id", id.value());
            });
  }
}
