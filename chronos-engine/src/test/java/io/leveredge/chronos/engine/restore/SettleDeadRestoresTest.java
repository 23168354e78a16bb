package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.State;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import io.leveredge.chronos.testkit.restore.ScriptedRestorer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that died left in the middle of a restore is ended at the next start. */
class SettleDeadRestoresTest {
  private static final Map<String, String> FIRST = Map.of("step", "filling");
  private static final Map<String, String> SECOND = Map.of("step", "swapping");
  private static final TargetName GONE = new TargetName("gone");

  private final RestoringEngine restoring = new RestoringEngine();
  private Optional<Backup> taken = Optional.empty();

  @BeforeEach
  void somethingToPutBack() throws Exception {
    taken = Optional.of(restoring.backUp());
    restoring.spoil();
  }

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

  @Test
  void untilItIsSettledNoOtherJobGetsItsTargetAndThatIsSaid() {
    RestoreOrder stuck = order(Component.DATABASE);
    diesInTheMiddle(stuck, Component.DATABASE);
    restoring.databaseRestorer.failing(
        RestoreCall.SETTLE,
        new ChronosException(ErrorCode.DATABASE_UNREACHABLE, "the server is down"));

    for (int time = 0; time < 2; time++) {
      assertThat(restoring.settleDeadRestores().settle()).isEmpty();
      assertThat(locked()).isEqualTo(new Attempt.Busy(Optional.of(stuck.id().job())));
      assertThat(restoring.unsettled.problems())
          .singleElement()
          .asString()
          .contains(stuck.id().value(), "no backup and no restore", "the server is down");
    }

    restoring.databaseRestorer.recover();
    assertThat(settled().id()).isEqualTo(stuck.id());
    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
    assertThat(restoring.unsettled.problems()).isEmpty();
  }

  @Test
  void whatNobodyCanTellAnyMoreIsSaidAndKeepsNobodyFromTheTarget() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    restoring.databaseRestorer.failing(
        RestoreCall.SETTLE,
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the server forgot it"));

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();

    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
    assertThat(restoring.unsettled.problems()).singleElement().asString().contains("forgot it");
  }

  @Test
  void whileAnotherJobHasTheTargetItWaits() {
    RestoreOrder dead = order(Component.DATABASE);
    diesInTheMiddle(dead, Component.DATABASE);
    Attempt.Granted other = (Attempt.Granted) locked();

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.SETTLE)).isEmpty();

    other.claim().close();
    assertThat(settled().id()).isEqualTo(dead.id());
  }

  @Test
  void aRestoreOfThisProcessWhoseOutcomeIsUnknownKeepsItsTargetUntilItIsSettled() throws Exception {
    restoring.databaseRestorer.failing(
        RestoreCall.RESTORE,
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the server went away"));
    Restore end = restoring.restore(RestoringEngine.request(backup()));

    assertThat(locked()).isEqualTo(new Attempt.Busy(Optional.of(end.id().job())));
    assertThat(restoring.journal.untold()).isEmpty();

    restoring.databaseRestorer.recover();
    Restore settled = settled();
    assertThat(settled.id()).isEqualTo(end.id());
    assertThat(settled.problem().orElseThrow().problem()).startsWith("the server went away");
    restoring.settleDeadRestores().tell(List.of(settled));
    assertThat(restoring.log.find(end.id())).contains(settled);
    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
  }

  private Attempt locked() {
    return restoring.engine.locks.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next());
  }

  @Test
  void oneInTheMiddleWhoseTargetIsGoneWaitsForIt() {
    diesInTheMiddle(order(GONE, Component.DATABASE), Component.DATABASE);

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(restoring.journal.dead()).hasSize(1);
  }

  @Test
  void oneThatHadNotBegunNeedsNoTarget() {
    restoring.journal.begin(order(GONE, Component.DATABASE)).close();

    assertThat(settled().state()).isEqualTo(RestoreState.INTERRUPTED);
  }

  @Test
  void theLogIsToldAndTheClaimGivenUpOnlyWhenTheCatalogMayBeAsked() {
    RestoreOrder order = order(Component.DATABASE);
    restoring.log.record(Restore.running(order));
    restoring.engine.leases.tryClaim(TargetName.DEFAULT, order.id().job());
    diesInTheMiddle(order, Component.DATABASE);

    Restore end = settled();
    assertThat(restoring.log.find(order.id())).contains(Restore.running(order));
    assertThat(claim()).isEqualTo(new Attempt.Busy(Optional.of(order.id().job())));

    restoring.settleDeadRestores().tell(List.of(end));
    assertThat(restoring.log.find(order.id())).contains(end);
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(claim()).isInstanceOf(Attempt.Granted.class);
  }

  @Test
  void aDeadUndoThatWasFinishedHasUndone() throws Exception {
    Restore done = restoring.restore(RestoringEngine.request(backup()));
    RestoreOrder undo = order(TargetName.DEFAULT, Optional.of(done.id()), Component.DATABASE);
    diesInTheMiddle(undo, Component.DATABASE);
    restoring.databaseRestorer.settling(new Settlement(true, "taken back", Map.of()));

    restoring.settleDeadRestores().tell(List.of(settled()));

    assertThat(restoring.log.undoable()).extracting(Restore::id).containsExactly(undo.id());
  }

  @Test
  void aClaimThatCannotBeGivenUpKeepsNothingFromTheLog() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    diesInTheMiddle(order(RestoringEngine.OTHER, Component.DATABASE), Component.DATABASE);
    SettleDeadRestores settle =
        new SettleDeadRestores(
            restoring.journal,
            restoring.engine.targets,
            restoring.engine.locks,
            restoring.unsettled,
            (target, job) -> {
              throw new ChronosException(ErrorCode.CATALOG_UNAVAILABLE, "no answer");
            },
            restoring.tell,
            restoring.engine.clock,
            new RestoreSettings(false, Duration.ZERO, RestoringEngine.UNDO));
    List<Restore> settled = settle.settle();

    settle.tell(settled);

    assertThat(restoring.log.list(Optional.empty(), 10))
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(settled);
  }

  @Test
  void withTheLogDownTheEndIsToldLater() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    Restore end = settled();
    restoring.log.goDown();
    restoring.settleDeadRestores().tell(List.of(end));
    restoring.log.comeBack();

    assertThat(restoring.tell.tellUntold()).isEqualTo(1);
    assertThat(restoring.log.find(end.id())).contains(end);
  }

  private BackupId backup() {
    return taken.orElseThrow().id();
  }

  /** Settles the only one that can be. */
  private Restore settled() {
    List<Restore> settled = restoring.settleDeadRestores().settle();
    assertThat(settled).hasSize(1);
    return settled.getFirst();
  }

  private Attempt claim() {
    return restoring.engine.leases.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next());
  }

  private void diesInTheMiddle(RestoreOrder order, Component component) {
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      dies.steps(component).next(FIRST);
    }
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

  private RestoreOrder order(Component... components) {
    return order(TargetName.DEFAULT, components);
  }

  private RestoreOrder order(TargetName target, Component... components) {
    return order(target, Optional.empty(), components);
  }

  private RestoreOrder order(
      TargetName target, Optional<RestoreId> undoes, Component... components) {
    return new RestoreOrder(
        new RestoreId(restoring.engine.ids.next()),
        backup(),
        target,
        RestoreChoice.of(Set.of(components)),
        undoes,
        false,
        Optional.empty(),
        RestoringEngine.RESTORER.name(),
        restoring.engine.clock.now());
  }
}
