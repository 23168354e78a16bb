package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ComponentRestorer} promises, whatever it puts back. */
public abstract class ComponentRestorerContract {
  private static final StepLog NO_STEPS = step -> {};
  private static final PlanPage LARGEST = new PlanPage(0, 1000);

  /** The restorer under test; the same for a whole test. */
  protected abstract ComponentRestorer restorer();

  /** Backs up what is at the target now, which is at least two things and below a thousand. */
  protected abstract PublishedBackup backUp() throws Exception;

  /** Changes something that is there, without removing it; each time in another way. */
  protected abstract void change() throws Exception;

  /** Removes something that is there. */
  protected abstract void remove() throws Exception;

  /** All that a restore may touch, in a form that is equal where it is equal. */
  protected abstract Object read() throws Exception;

  /** Asks for something that no backup holds. */
  protected abstract RestoreChoice askingForWhatIsNowhere();

  /** The orders of this test, under ids of their own. */
  protected abstract RestoreTrial trial();

  @Test
  void planChangesNothingAndTellsOfTheChange() throws Exception {
    PublishedBackup backup = backUp();
    change();
    Object before = read();
    ComponentPlan plan = restorer().plan(all(backup), LARGEST);
    assertThat(read()).isEqualTo(before);
    assertThat(plan.component()).isEqualTo(restorer().component());
    assertThat(plan.counts().keySet()).isNotEmpty().isNotEqualTo(Set.of(ChangeKind.UNCHANGED));
    assertThat(plan.obstacles()).noneMatch(Obstacle::blocks);
  }

  @Test
  void pagesTogetherAreTheWholePlan() throws Exception {
    PublishedBackup backup = backUp();
    change();
    ComponentPlan whole = restorer().plan(all(backup), LARGEST);
    List<Change> changes = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      ComponentPlan page = restorer().plan(all(backup), new PlanPage(next.get(), 1));
      assertThat(page.changes()).hasSize(1);
      assertThat(page.counts()).isEqualTo(whole.counts());
      changes.addAll(page.changes());
      next = page.next();
    }
    assertThat(whole.next()).isEmpty();
    assertThat(changes).isEqualTo(whole.changes());
    Map<ChangeKind, Long> counted = new EnumMap<>(ChangeKind.class);
    changes.forEach(change -> counted.merge(change.kind(), 1L, Long::sum));
    assertThat(counted).isEqualTo(whole.counts());
  }

  @Test
  void pagesOfWhatChangesCountAllAndListOnlyThat() throws Exception {
    PublishedBackup backup = backUp();
    change();
    ComponentPlan whole = restorer().plan(all(backup), LARGEST);
    List<Change> changes = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      ComponentPlan page = restorer().plan(all(backup), PlanPage.withoutUnchanged(next.get(), 1));
      assertThat(page.counts()).isEqualTo(whole.counts());
      changes.addAll(page.changes());
      next = page.next();
    }
    assertThat(changes)
        .isNotEmpty()
        .isEqualTo(
            whole.changes().stream()
                .filter(change -> change.kind() != ChangeKind.UNCHANGED)
                .toList());
  }

  @Test
  void pageBehindTheEndIsEmpty() throws Exception {
    ComponentPlan plan = restorer().plan(all(backUp()), new PlanPage(1_000_000, 10));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.next()).isEmpty();
    assertThat(plan.counts()).isNotEmpty();
  }

  @Test
  void restorePutsBackWhatWasChangedAndRemoved() throws Exception {
    Object before = read();
    PublishedBackup backup = backUp();
    change();
    remove();
    assertThat(read()).isNotEqualTo(before);
    ComponentOutcome done = restorer().restore(all(backup), NO_STEPS);
    assertThat(read()).isEqualTo(before);
    assertThat(done.component()).isEqualTo(restorer().component());
    assertThat(done.state()).isEqualTo(ComponentOutcome.State.RESTORED);
    assertThat(done.counts()).isNotEmpty();
  }

  @Test
  void restoreCanBeRepeated() throws Exception {
    Object before = read();
    PublishedBackup backup = backUp();
    change();
    remove();
    restorer().restore(all(backup), NO_STEPS);
    assertThat(read()).isEqualTo(before);
    restorer().restore(all(backup), NO_STEPS);
    assertThat(read()).isEqualTo(before);
  }

  @Test
  void stepThatCannotBeNotedIsNotTaken() throws Exception {
    PublishedBackup backup = backUp();
    Object before = read();
    change();
    Object changed = read();
    IllegalStateException full = new IllegalStateException("no room for the note");
    Throwable failure =
        catchThrowable(
            () ->
                restorer()
                    .restore(
                        all(backup),
                        step -> {
                          throw full;
                        }));
    // One that leaves nothing half done has no step to note.
    assertThat(read()).isEqualTo(failure == null ? before : changed);
  }

  @Test
  void whatIsAskedForAndNotInTheBackupIsAnObstacle() throws Exception {
    PublishedBackup backup = backUp();
    change();
    Object before = read();
    RestoreWork work = trial().work(backup, askingForWhatIsNowhere());
    assertThat(restorer().plan(work, LARGEST).obstacles())
        .anyMatch(obstacle -> obstacle.blocks() && obstacle.kind() == Obstacle.Kind.MISSING);
    assertThat(catchThrowable(() -> restorer().restore(work, NO_STEPS)))
        .isInstanceOf(ChronosException.class);
    assertThat(read()).isEqualTo(before);
  }

  @Test
  void interruptedRestoreEndsStaysInterruptedAndCanBeRepeated() throws Exception {
    Object before = read();
    PublishedBackup backup = backUp();
    change();
    Object changed = read();
    RestoreWork work = all(backup);
    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(() -> restorer().restore(work, NO_STEPS));
    assertThat(Thread.interrupted()).isTrue();
    if (failure != null) {
      assertThat(failure).isInstanceOf(ChronosException.class);
    }
    // To come to the end is as good as to stop, where the end is near.
    assertThat(read()).isEqualTo(failure == null ? before : changed);
    restorer().restore(all(backup), NO_STEPS);
    assertThat(read()).isEqualTo(before);
  }

  @Test
  void settlingWhatNeverBeganDoesNothing() throws Exception {
    change();
    Object before = read();
    RestoreId never = trial().nextId();
    for (int time = 0; time < 2; time++) {
      Settlement settlement = restorer().settle(never, List.of());
      assertThat(settlement.finished()).isFalse();
      assertThat(settlement.what()).isNotBlank();
    }
    assertThat(read()).isEqualTo(before);
  }

  @Test
  void whatIsKeptIsTakenBackAndNothingElseIs() throws Exception {
    PublishedBackup backup = backUp();
    change();
    Object changed = read();
    RestoreWork work = all(backup);
    ComponentOutcome done = restorer().restore(work, NO_STEPS);
    Object restored = read();
    boolean keeps = restorer().keeps(done);
    assertThat(restorer().takeBack(work.id(), done, NO_STEPS).isPresent()).isEqualTo(keeps);
    assertThat(read()).isEqualTo(keeps ? changed : restored);
  }

  @Test
  void whatIsForgottenIsNotTakenBack() throws Exception {
    PublishedBackup backup = backUp();
    change();
    RestoreWork work = all(backup);
    ComponentOutcome done = restorer().restore(work, NO_STEPS);
    Object restored = read();
    restorer().forget(done);
    restorer().forget(done);
    assertThat(restorer().keeps(done)).isFalse();
    assertThat(restorer().takeBack(work.id(), done, NO_STEPS)).isEmpty();
    assertThat(read()).isEqualTo(restored);
  }

  @Test
  void safetyBackupTakesARestoreBackWithAllThatItMade() throws Exception {
    PublishedBackup backup = backUp();
    change();
    remove();
    Object changed = read();
    PublishedBackup safety = backUp();
    ComponentOutcome done = restorer().restore(all(backup), NO_STEPS);
    assertThat(read()).isNotEqualTo(changed);
    restorer().restore(trial().undo(safety, backup, done, everything()), NO_STEPS);
    assertThat(read()).isEqualTo(changed);
  }

  private RestoreWork all(PublishedBackup backup) {
    return trial().work(backup, everything());
  }

  private RestoreChoice everything() {
    return RestoreChoice.of(Set.of(restorer().component()));
  }
}
