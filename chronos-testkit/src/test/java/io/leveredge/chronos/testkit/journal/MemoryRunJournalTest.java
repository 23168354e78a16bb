package io.leveredge.chronos.testkit.journal;

import io.leveredge.chronos.ports.catalog.RunJournal;

final class MemoryRunJournalTest extends RunJournalContract {
  private final RunJournal journal = new MemoryRunJournal();

  @Override
  protected RunJournal journal() {
    return journal;
  }

  @Override
  protected RunJournal another() {
    return journal;
  }
}
