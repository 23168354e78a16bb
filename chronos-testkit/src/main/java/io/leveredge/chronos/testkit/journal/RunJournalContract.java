package io.leveredge.chronos.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.catalog.RunJournal.DeadRun;
import io.leveredge.chronos.ports.catalog.RunJournal.Run;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal of runs promises. */
public abstract class RunJournalContract {
  private static final BackupOrder ORDER = SampleBackups.order(1);

  /** The journal under test, empty. */
  protected abstract RunJournal journal();

  /** The same journal as somebody else sees it. */
  protected abstract RunJournal another();

  @Test
  void openRunIsNeitherDeadNorUntold() {
    try (Run run = journal().begin(ORDER)) {
      run.started(new ChildIdentity(10, 20));
      assertThat(journal().dead()).isEmpty();
      assertThat(another().dead()).isEmpty();
      assertThat(another().untold()).isEmpty();
    }
  }

  @Test
  void runThatIsGivenUpIsDeadWithWhatWasNoted() {
    try (Run run = journal().begin(ORDER)) {
      run.started(new ChildIdentity(10, 20));
      run.started(new ChildIdentity(11, 21, Optional.of("a boot")));
    }
    DeadRun dead = onlyDead(another());
    assertThat(dead.order()).isEqualTo(ORDER);
    assertThat(dead.children())
        .containsExactly(
            new ChildIdentity(10, 20), new ChildIdentity(11, 21, Optional.of("a boot")));
    dead.close();
  }

  @Test
  void endedRunIsUntoldAndNotDead() {
    end(SampleBackups.completed(ORDER));
    assertThat(journal().dead()).isEmpty();
    assertThat(another().untold()).containsExactly(SampleBackups.completed(ORDER));
  }

  @Test
  void endIsUntoldWhileItsRunIsStillOpen() {
    Backup failed = SampleBackups.failed(ORDER);
    try (Run run = journal().begin(ORDER)) {
      run.ended(failed);
      assertThat(another().untold()).containsExactly(failed);
      assertThat(another().dead()).isEmpty();
    }
  }

  @Test
  void untoldEndsComeOldestFirstUntilTheyAreTold() {
    Backup second = SampleBackups.failed(SampleBackups.order(2));
    Backup first = SampleBackups.completed(ORDER);
    end(second);
    end(first);
    assertThat(journal().untold()).containsExactly(first, second);
    another().told(first.id());
    another().told(first.id());
    assertThat(journal().untold()).containsExactly(second);
  }

  @Test
  void runWithoutAnEndCannotBeTold() {
    journal().begin(ORDER).close();
    journal().told(ORDER.id());
    onlyDead(journal()).close();
  }

  @Test
  void deadRunBelongsToTheOneWhoHasIt() {
    journal().begin(ORDER).close();
    try (DeadRun dead = onlyDead(journal())) {
      assertThat(dead.order()).isEqualTo(ORDER);
      assertThat(journal().dead()).isEmpty();
      assertThat(another().dead()).isEmpty();
    }
    onlyDead(another()).close();
  }

  @Test
  void deadRunWhoseEndIsNotedIsUntold() {
    Backup failed = SampleBackups.failed(ORDER);
    journal().begin(ORDER).close();
    try (DeadRun dead = onlyDead(journal())) {
      dead.ended(failed);
    }
    assertThat(journal().dead()).isEmpty();
    assertThat(another().untold()).containsExactly(failed);
  }

  @Test
  void closingTwiceTakesNothingFromTheOneWhoSettlesIt() {
    Run run = journal().begin(ORDER);
    run.close();
    try (DeadRun dead = onlyDead(another())) {
      run.close();
      assertThat(journal().dead()).isEmpty();
      assertThat(dead.order()).isEqualTo(ORDER);
    }
  }

  private void end(Backup backup) {
    try (Run run = journal().begin(backup.order())) {
      run.ended(backup);
    }
  }

  private static DeadRun onlyDead(RunJournal journal) {
    List<DeadRun> dead = journal.dead();
    assertThat(dead).hasSize(1);
    return dead.getFirst();
  }
}
