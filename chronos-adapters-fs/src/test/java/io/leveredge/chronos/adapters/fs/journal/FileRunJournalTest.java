package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.testkit.journal.RunJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileRunJournalTest extends RunJournalContract {
  @TempDir Path root;

  @Override
  protected RunJournal journal() {
    return new FileRunJournal(new Disk(root, Sharing.NONE));
  }

  @Override
  protected RunJournal another() {
    return journal();
  }
}
