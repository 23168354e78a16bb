package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryRestoreJournalTest extends RestoreJournalContract {
  private final MemoryRestoreJournal journal = new MemoryRestoreJournal();

  @Override
  protected RestoreJournal journal() {
    return journal;
  }

  @Override
  protected RestoreJournal another() {
    return journal;
  }

  @Test
  void aJournalThatCannotBeWrittenTakesNothing() {
    IllegalStateException full = new IllegalStateException("The test's disk is full");
    try (RestoreJournal.Run run = journal.begin(SampleRestores.order(1))) {
      journal.failNoting(full);
      assertThatThrownBy(() -> run.steps(Component.DATABASE).next(Map.of())).isSameAs(full);
      assertThatThrownBy(() -> run.ended(SampleRestores.completed(SampleRestores.order(1))))
          .isSameAs(full);
      assertThatThrownBy(() -> journal.begin(SampleRestores.order(2))).isSameAs(full);
    }
  }

  @Test
  void aJournalThatCannotBeReadTellsNothing() {
    IllegalStateException broken = new IllegalStateException("The test's disk is broken");
    journal.failReading(broken);
    assertThatThrownBy(journal::untold).isSameAs(broken);
  }
}
