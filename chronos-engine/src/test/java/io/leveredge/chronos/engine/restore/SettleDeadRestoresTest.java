package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.State;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import io.leveredge.chronos.testkit.restore.ScriptedRestorer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that died left in the middle of a restore is ended at the next start. */
class SettleDeadRestoresTest extends DeadRestoreTrial {
  @Test
  void whereNothingIsDeadNothingIsDone() throws Exception {
    Restore done = restoring.restore(RestoringEngine.request(backup()));
    try (RestoreJournal.Run lives = restoring.journal.begin(order(Component.DATABASE))) {
      lives.steps(Component.DATABASE).next(FIRST);

      assertThat(restoring.settleDeadRestores().settle()).isEmpty();
    }
    assertThat(restoring.databaseRestorer.asked(RestoreCall.SETTLE)).isEmpty();
    assertThat(restoring.log.list(Optional.empty(), 10)).containsExactly(done);
  }

  @Test
  void eachComponentIsSettledByItsOwnStepsInTheirOrder() {
    RestoreOrder order = order(Component.DATABASE, Component.CONFIG);
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      dies.steps(Component.DATABASE).next(FIRST);
      dies.steps(Component.CONFIG).next(Map.of("step", "files"));
      dies.steps(Component.DATABASE).next(SECOND);
    }

    settled();

    assertThat(restoring.databaseRestorer.settledBy(order.id())).contains(List.of(FIRST, SECOND));
    assertThat(restoring.fileRestorer.settledBy(order.id()))
        .contains(List.of(Map.of("step", "files")));
  }

  @Test
  void whatWasFinishedIsCompletedAndCanBeUndoneByTheFactsOfTheSettlement() throws Exception {
    RestoreOrder order = order(Component.DATABASE);
    diesAfterTheDatabaseWasReplaced(order);
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "2 rows"));

    Restore end = settled();

    assertThat(end.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(end.problem()).isEmpty();
    assertThat(end.endedAt()).contains(restoring.engine.clock.now());
    assertThat(end.undoUntil()).contains(restoring.engine.clock.now().plus(RestoringEngine.UNDO));
    assertThat(end.components())
        .containsExactly(
            new ComponentOutcome(
                Component.DATABASE,
                State.RESTORED,
                Map.of(),
                Map.of(),
                List.of("the swap was finished"),
                Map.of(ScriptedRestorer.KEPT, order.id().value()),
                Optional.empty()));

    restoring.settleDeadRestores().tell(List.of(end));
    assertThat(restoring.undo(end).state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(restoring.database.contents()).isEqualTo(Map.of("users", "0 rows"));
  }

  @Test
  void whatWasRolledBackIsInterruptedWithWhatWasSaid() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);

    Restore end = settled();

    assertThat(end.state()).isEqualTo(RestoreState.INTERRUPTED);
    assertThat(end.problem())
        .contains(
            new ComponentOutcome.Failure(
                ErrorCode.RESTORE_INTERRUPTED,
                "The service died during the restore; database: nothing had been replaced"));
    assertThat(end.components())
        .containsExactly(
            ComponentOutcome.failed(
                Component.DATABASE, ErrorCode.RESTORE_INTERRUPTED, "nothing had been replaced"));
    assertThat(end.undoUntil()).as("a database takes all or none").isEmpty();
  }

  @Test
  void whatNobodyHadBegunIsNotTriedAndNobodyIsAsked() {
    restoring.journal.begin(order(Component.DATABASE, Component.CONFIG)).close();

    Restore end = settled();

    assertThat(end.state()).isEqualTo(RestoreState.INTERRUPTED);
    assertThat(end.components())
        .containsExactly(
            ComponentOutcome.notTried(Component.DATABASE),
            ComponentOutcome.notTried(Component.CONFIG));
    assertThat(end.problem().orElseThrow().problem())
        .isEqualTo("The service died during the restore");
    assertThat(end.undoUntil()).as("nothing was changed").isEmpty();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.SETTLE)).isEmpty();
  }

  @Test
  void whatWasDoneBeforeStaysRestoredAndIsNotSettledAgain() {
    RestoreOrder order = order(Component.DATABASE, Component.CONFIG);
    ComponentOutcome database =
        ComponentOutcome.restored(Component.DATABASE, Map.of(ChangeKind.REPLACED, 1L));
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      dies.steps(Component.DATABASE).next(FIRST);
      dies.soFar(soFar(order, database));
      dies.steps(Component.CONFIG).next(FIRST);
    }

    Restore end = settled();

    assertThat(end.state()).isEqualTo(RestoreState.INTERRUPTED);
    assertThat(end.safety()).as("by which it can be undone").contains(backup());
    assertThat(end.components().getFirst()).isEqualTo(database);
    assertThat(end.components().getLast().state()).isEqualTo(State.FAILED);
    assertThat(end.undoUntil()).isPresent();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.SETTLE)).isEmpty();
  }

  @Test
  void oneThatDiedBetweenItsLastComponentAndItsEndIsCompleted() {
    RestoreOrder order = order(Component.DATABASE);
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      dies.soFar(soFar(order, ComponentOutcome.restored(Component.DATABASE, Map.of())));
    }

    assertThat(settled().state()).isEqualTo(RestoreState.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneThatCannotBeSettledStaysDeadAndDoesNotStopTheOthers(boolean ofOurs) {
    RestoreOrder stuck = order(Component.DATABASE);
    diesInTheMiddle(stuck, Component.DATABASE);
    RestoreOrder other = order(RestoringEngine.OTHER, Component.DATABASE);
    diesInTheMiddle(other, Component.DATABASE);
    restoring.databaseRestorer.failing(
        RestoreCall.SETTLE,
        ofOurs
            ? new IllegalStateException("a mistake of ours")
            : new ChronosException(ErrorCode.DATABASE_UNREACHABLE, "the server is down"));

    assertThat(restoring.settleDeadRestores().settle())
        .extracting(Restore::id)
        .containsExactly(other.id());
    assertThat(restoring.journal.untold()).extracting(Restore::id).containsExactly(other.id());

    restoring.databaseRestorer.recover();
    assertThat(settled().id()).isEqualTo(stuck.id());
    assertThat(restoring.settleDeadRestores().settle()).as("once").isEmpty();
  }

  /** Before it could note that it was; the settlement finds out. */
  private void diesAfterTheDatabaseWasReplaced(RestoreOrder order) {
    RestoreWork work =
        new RestoreWork(
            order.id(),
            restoring.engine.store.open(order.backup()).orElseThrow(),
            order.choice(),
            Optional.empty(),
            new JobProgress(restoring.engine.clock));
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      ComponentOutcome unnoted =
          restoring.databaseRestorer.keeping().restore(work, dies.steps(Component.DATABASE));
      restoring.databaseRestorer.settling(
          new Settlement(true, "the swap was finished", unnoted.facts()));
    }
  }

  private Restore soFar(RestoreOrder order, ComponentOutcome outcome) {
    return new Restore(
        order,
        RestoreState.RUNNING,
        Optional.empty(),
        Optional.of(backup()),
        List.of(outcome),
        Optional.empty(),
        Optional.empty());
  }
}
