package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import org.junit.jupiter.api.Test;

/** What every {@link ComponentDrill} promises, whatever it tries. */
public abstract class ComponentDrillContract {

  /** The drill under test; the same for a whole test. */
  protected abstract ComponentDrill drill();

  /** A backup that is as it should be. */
  protected abstract PublishedBackup whole() throws Exception;

  /** A backup of which stored bytes are damaged or gone. */
  protected abstract PublishedBackup damaged() throws Exception;

  /** The target in use and the place of the scratch places, in a form that is equal where equal. */
  protected abstract Object surroundings() throws Exception;

  /** The names of the trials of this test. */
  protected abstract RestoreTrial trial();

  @Test
  void wholeBackupComesOutTheSameAndLeavesNothing() throws Exception {
    PublishedBackup backup = whole();
    Object before = surroundings();
    Drill.Trial trial = run(backup);
    assertThat(trial.component()).isEqualTo(drill().component());
    assertThat(trial.differences()).isEmpty();
    assertThat(trial.figures()).isNotEmpty();
    assertThat(trial.place()).isNotBlank();
    assertThat(surroundings()).isEqualTo(before);
  }

  @Test
  void damageIsInTheAnswerAndLeavesNothing() throws Exception {
    PublishedBackup backup = damaged();
    Object before = surroundings();
    assertThat(run(backup).differences()).isNotEmpty().doesNotContain("");
    assertThat(surroundings()).isEqualTo(before);
  }

  @Test
  void trialCanBeRepeated() throws Exception {
    PublishedBackup backup = whole();
    Drill.Trial first = run(backup);
    assertThat(run(backup).figures()).isEqualTo(first.figures());
  }

  @Test
  void interruptedTrialEndsStaysInterruptedAndLeavesNothing() throws Exception {
    PublishedBackup backup = whole();
    Object before = surroundings();
    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(() -> run(backup));
    assertThat(Thread.interrupted()).isTrue();
    if (failure != null) {
      assertThat(failure).isInstanceOf(ChronosException.class);
    }
    assertThat(surroundings()).isEqualTo(before);
  }

  @Test
  void clearingUpAfterNobodyDoesNothing() throws Exception {
    PublishedBackup backup = whole();
    Object before = surroundings();
    drill().clearUp();
    drill().clearUp();
    assertThat(surroundings()).isEqualTo(before);
    assertThat(run(backup).differences()).isEmpty();
  }

  private Drill.Trial run(PublishedBackup backup) {
    return drill().run(trial().nextJob(), backup, RestoreTrial.DEAF);
  }
}
