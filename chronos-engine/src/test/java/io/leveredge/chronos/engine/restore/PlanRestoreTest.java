package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sixth promise: a dry run changes nothing but its log row. */
class PlanRestoreTest {
  private static final Obstacle ROLE =
      Obstacle.blocking(Obstacle.Kind.ROLE, "The role 'app' is missing", "Create it.");

  private final RestoringEngine restoring = new RestoringEngine();
  private Backup backup;

  @BeforeEach
  void somethingToPutBack() throws Exception {
    backup = restoring.backUp();
    restoring.spoil();
  }

  @Test
  void aDryRunChangesNothingButItsLogRow() {
    Map<String, String> files = restoring.files.contents();
    Map<String, String> tables = restoring.database.contents();

    PlanRestore.Planned planned = plan();

    assertThat(restoring.files.contents()).isEqualTo(files);
    assertThat(restoring.database.contents()).isEqualTo(tables);
    assertThat(restoring.backupsBut(backup.id())).isEmpty();
    assertThat(restoring.facts(backup.id())).isEmpty();
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(restoring.journal.dead()).isEmpty();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.RESTORE)).isEmpty();
    assertThat(restoring.log.list(Optional.empty(), 10))
        .extracting(Restore::id, Restore::state, it -> it.order().dryRun())
        .containsExactly(tuple(planned.plan().order().id(), RestoreState.PLANNED, true));
    assertThat(restoring.log.undoable()).isEmpty();
  }

  @Test
  void aPlanSaysWhatWouldChangeAndWhatIsInTheWay() {
    restoring.databaseRestorer.obstructed(ROLE);

    PlanRestore.Planned planned = plan();

    assertThat(planned.plan().components())
        .extracting(each -> each.component(), each -> each.counts())
        .containsExactly(
            tuple(Component.DATABASE, Map.of(ChangeKind.OVERWRITTEN, 1L)),
            tuple(Component.CONFIG, Map.of(ChangeKind.OVERWRITTEN, 1L, ChangeKind.EXTRA, 1L)));
    assertThat(planned.plan().blockers()).containsExactly(ROLE);
    assertThat(planned.plan().order().backup()).isEqualTo(backup.id());
    assertThat(planned.plan().order().reason()).contains("it was spoilt");
  }

  @Test
  void damagedAndMissingFilesAreObstaclesAndTheRestOfThePlanIsTold() {
    restoring.flipByte(backup.id(), Component.DATABASE);
    restoring.engine.store.replace(
        backup.id(), RestoringEngine.artifact(Component.CONFIG), Optional.empty());

    PlanRestore.Planned planned = plan();

    assertThat(planned.plan().blockers())
        .extracting(Obstacle::kind, it -> it.what().replaceFirst(":.*", ""))
        .containsExactly(
            tuple(
                Obstacle.Kind.CORRUPT,
                "database.txt.gz of backup %s is damaged".formatted(backup.id())),
            tuple(
                Obstacle.Kind.MISSING,
                "config.txt.gz of backup %s is missing".formatted(backup.id())));
    assertThat(planned.plan().components().getFirst().counts()).isNotEmpty();
    assertThat(restoring.facts(backup.id())).as("a dry run keeps no fact").isEmpty();
  }

  @Test
  void damageOfAComponentThatIsNotChosenIsNoObstacle() {
    restoring.flipByte(backup.id(), Component.DATABASE);
    RestoreRequest files = RestoringEngine.request(backup.id(), RestoringEngine.paths("/etc/app"));

    assertThat(restoring.plan.plan(files, PlanPage.FIRST).plan().blockers()).isEmpty();
  }

  @Test
  void theLogKeepsTheCountsOfAPlan() {
    PlanRestore.Planned planned = plan();

    Restore row = restoring.log.find(planned.plan().order().id()).orElseThrow();
    assertThat(row.components())
        .extracting(ComponentOutcome::state)
        .containsOnly(ComponentOutcome.State.PLANNED);
    assertThat(row.components().getFirst().counts())
        .containsExactly(entry(ChangeKind.OVERWRITTEN, 1L));
  }

  @Test
  void onePageOfTheChangesIsAnsweredAndTheCountsAreOfAll() {
    var files =
        restoring
            .plan
            .plan(RestoringEngine.request(backup.id()), new PlanPage(1, 1))
            .plan()
            .components()
            .getLast();

    assertThat(files.changes()).extracting(change -> change.name()).containsExactly("/etc/more");
    assertThat(files.next()).isEmpty();
    assertThat(files.counts()).containsOnlyKeys(ChangeKind.OVERWRITTEN, ChangeKind.EXTRA);
  }

  @Test
  void aPlanIsMadeAlsoWhileTheLogIsDown() {
    restoring.log.goDown();

    PlanRestore.Planned planned = plan();

    assertThat(planned.plan().components()).hasSize(2);
    assertThat(planned.token()).isNotEmpty();
  }

  @Test
  void aPlanNeedsNoScope() {
    RestoreRequest open =
        RestoringEngine.by(Principal.ANONYMOUS, RestoringEngine.request(backup.id()));

    assertThat(restoring.plan.plan(open, PlanPage.FIRST).plan().order().requestedBy())
        .isEqualTo("anonymous");
  }

  @Test
  void chosenPathsPlanTheirComponentOnly() {
    RestoreRequest request =
        RestoringEngine.request(backup.id(), RestoringEngine.paths("/etc/app"));

    assertThat(restoring.plan.plan(request, PlanPage.FIRST).plan().order().choice().components())
        .isEqualTo(Set.of(Component.CONFIG));
  }

  private PlanRestore.Planned plan() {
    return restoring.plan.plan(RestoringEngine.request(backup.id()), PlanPage.FIRST);
  }
}
