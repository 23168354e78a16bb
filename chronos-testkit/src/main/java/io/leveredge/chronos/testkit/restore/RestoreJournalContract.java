package io.leveredge.chronos.testkit.restore;

import static io.leveredge.chronos.testkit.restore.SampleRestores.completed;
import static io.leveredge.chronos.testkit.restore.SampleRestores.failed;
import static io.leveredge.chronos.testkit.restore.SampleRestores.interrupted;
import static io.leveredge.chronos.testkit.restore.SampleRestores.partial;
import static io.leveredge.chronos.testkit.restore.SampleRestores.underWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal.DeadRun;
import io.leveredge.chronos.ports.restore.RestoreJournal.Run;
import io.leveredge.chronos.ports.restore.RestoreJournal.Step;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every journal of restores promises. */
public abstract class RestoreJournalContract {
  private static final RestoreOrder ORDER = SampleRestores.order(1);

  /** The journal under test, empty. */
  protected abstract RestoreJournal journal();

  /** The same journal as somebody else sees it. */
  protected abstract RestoreJournal another();

  @Test
  void openRestoreIsNeitherDeadNorUntold() {
    try (Run run = journal().begin(ORDER)) {
      run.soFar(underWay(ORDER));
      run.steps(Component.DATABASE).next(Map.of("step", "load"));
      assertThat(journal().dead()).isEmpty();
      assertThat(another().dead()).isEmpty();
      assertThat(another().untold()).isEmpty();
    }
  }

  @Test
  void restoreThatIsGivenUpAtOnceIsDeadAsItWasOrdered() {
    journal().begin(ORDER).close();
    try (DeadRun dead = onlyDead(another())) {
      assertThat(dead.restore()).isEqualTo(Restore.running(ORDER));
      assertThat(dead.steps()).isEmpty();
    }
  }

  @Test
  void restoreThatIsGivenUpIsDeadWithTheLastThatWasNoted() {
    try (Run run = journal().begin(ORDER)) {
      run.soFar(Restore.running(ORDER));
      run.soFar(underWay(ORDER));
    }
    try (DeadRun dead = onlyDead(another())) {
      assertThat(dead.restore()).isEqualTo(underWay(ORDER));
    }
  }

  @Test
  void stepsComeInTheirOrderEachWithItsComponent() {
    try (Run run = journal().begin(ORDER)) {
      StepLog database = run.steps(Component.DATABASE);
      StepLog config = run.steps(Component.CONFIG);
      database.next(Map.of("step", "swap", "from", "app \"new\"\n", "to", "app"));
      config.next(Map.of("step", "files"));
      run.soFar(underWay(ORDER));
      database.next(Map.of());
    }
    try (DeadRun dead = onlyDead(another())) {
      assertThat(dead.steps())
          .containsExactly(
              new Step(
                  Component.DATABASE, Map.of("step", "swap", "from", "app \"new\"\n", "to", "app")),
              new Step(Component.CONFIG, Map.of("step", "files")),
              new Step(Component.DATABASE, Map.of()));
    }
  }

  @Test
  void endedRestoreIsUntoldAndNotDead() {
    end(completed(ORDER));
    assertThat(journal().dead()).isEmpty();
    assertThat(another().untold()).containsExactly(completed(ORDER));
  }

  @Test
  void endIsUntoldWhileItsRestoreIsStillOpen() {
    try (Run run = journal().begin(ORDER)) {
      run.soFar(underWay(ORDER));
      run.ended(failed(ORDER));
      assertThat(another().untold()).containsExactly(failed(ORDER));
      assertThat(another().dead()).isEmpty();
    }
  }

  @Test
  void untoldEndsComeOldestFirstUntilTheyAreTold() {
    Restore second = partial(SampleRestores.order(2));
    Restore first = completed(ORDER);
    end(second);
    end(first);
    assertThat(journal().untold()).containsExactly(first, second);
    another().told(first.id());
    another().told(first.id());
    assertThat(journal().untold()).containsExactly(second);
  }

  @Test
  void endsAreKeptAlsoOnceTheyAreTold() {
    Restore second = partial(SampleRestores.order(2));
    Restore first = completed(ORDER);
    end(second);
    end(first);
    journal().told(first.id());
    journal().told(first.id());
    assertThat(another().kept()).containsExactly(first, second);
    try (Run open = journal().begin(SampleRestores.order(3))) {
      open.soFar(underWay(SampleRestores.order(3)));
      assertThat(journal().kept()).containsExactly(first, second);
    }
  }

  @Test
  void restoreWithoutAnEndCannotBeTold() {
    journal().begin(ORDER).close();
    journal().told(ORDER.id());
    onlyDead(journal()).close();
  }

  @Test
  void deadRestoreBelongsToTheOneWhoHasIt() {
    journal().begin(ORDER).close();
    try (DeadRun dead = onlyDead(journal())) {
      assertThat(dead.restore().order()).isEqualTo(ORDER);
      assertThat(journal().dead()).isEmpty();
      assertThat(another().dead()).isEmpty();
    }
    onlyDead(another()).close();
  }

  @Test
  void deadRestoreWhoseEndIsNotedIsUntold() {
    journal().begin(ORDER).close();
    try (DeadRun dead = onlyDead(journal())) {
      dead.ended(interrupted(ORDER));
    }
    assertThat(journal().dead()).isEmpty();
    assertThat(another().untold()).containsExactly(interrupted(ORDER));
  }

  @Test
  void closingTwiceTakesNothingFromTheOneWhoSettlesIt() {
    Run run = journal().begin(ORDER);
    run.close();
    try (DeadRun dead = onlyDead(another())) {
      run.close();
      assertThat(journal().dead()).isEmpty();
      assertThat(dead.restore().order()).isEqualTo(ORDER);
    }
  }

  @Test
  void restoreBeginsOnce() {
    try (Run run = journal().begin(ORDER)) {
      assertThatThrownBy(() -> another().begin(ORDER)).isInstanceOf(IllegalStateException.class);
      run.ended(completed(ORDER));
    }
    assertThatThrownBy(() -> journal().begin(ORDER)).isInstanceOf(IllegalStateException.class);
    assertThat(journal().untold()).containsExactly(completed(ORDER));
  }

  @Test
  void whatIsNotOfTheRestoreIsRefused() {
    RestoreOrder other = SampleRestores.order(2);
    try (Run run = journal().begin(ORDER)) {
      assertThatThrownBy(() -> run.soFar(underWay(other)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.ended(completed(other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (DeadRun dead = onlyDead(journal())) {
      assertThat(dead.restore()).isEqualTo(Restore.running(ORDER));
    }
  }

  @Test
  void endThatIsNoneAndProgressThatIsAnEndAreRefused() {
    try (Run run = journal().begin(ORDER)) {
      assertThatThrownBy(() -> run.ended(underWay(ORDER)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.soFar(completed(ORDER)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(journal().untold()).isEmpty();
    }
  }

  private void end(Restore restore) {
    try (Run run = journal().begin(restore.order())) {
      run.ended(restore);
    }
  }

  private static DeadRun onlyDead(RestoreJournal journal) {
    List<DeadRun> dead = journal.dead();
    assertThat(dead).hasSize(1);
    return dead.getFirst();
  }
}
