package io.leveredge.chronos.adapters.fs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.catalog.RunJournal.DeadRun;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.journal.RunJournalContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRunJournalTest extends RunJournalContract {
  private static final BackupOrder ORDER = SampleBackups.order(1);

  @TempDir Path root;

  @Override
  protected RunJournal journal() {
    return new FileRunJournal(new Disk(root, Sharing.NONE));
  }

  @Override
  protected RunJournal another() {
    return journal();
  }

  @Test
  void lineThatWasCutAnywhereHurtsNothing() throws IOException {
    try (RunJournal.Run run = journal().begin(ORDER)) {
      run.started(new ChildIdentity(10, 20));
      run.ended(SampleBackups.completed(ORDER));
    }
    byte[] whole = Files.readAllBytes(file());
    int begun = 1 + indexOfLineBreak(whole, 0);
    int started = 1 + indexOfLineBreak(whole, begun);
    for (int length = begun; length < whole.length; length += 7) {
      Files.write(file(), Arrays.copyOf(whole, length));
      List<DeadRun> dead = journal().dead();
      assertThat(dead).hasSize(1);
      try (DeadRun left = dead.getFirst()) {
        assertThat(left.order()).isEqualTo(ORDER);
        assertThat(left.children()).hasSize(length < started ? 0 : 1);
        left.ended(SampleBackups.failed(ORDER));
      }
      assertThat(journal().untold()).containsExactly(SampleBackups.failed(ORDER));
    }
  }

  @Test
  void runWhoseFirstLineWasCutNeverBegan() throws IOException {
    journal().begin(ORDER).close();
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    assertThat(journal().dead()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void noteOfAnEarlyVersionHasAChildOfAnUnknownBoot() throws IOException {
    journal().begin(ORDER).close();
    Files.writeString(
        file(),
        "{\"event\":\"started\",\"pid\":10,\"start_ticks\":20}\n",
        StandardOpenOption.APPEND);
    try (DeadRun left = journal().dead().getFirst()) {
      assertThat(left.children()).containsExactly(new ChildIdentity(10, 20, Optional.empty()));
    }
  }

  @Test
  void runOfANewerVersionIsLeftToIt() throws IOException {
    journal().begin(ORDER).close();
    String whole = Files.readString(file());
    Files.writeString(file(), whole.replace("\"type\":\"database\"", "\"type\":\"quantum\""));
    assertThat(journal().dead()).isEmpty();
    assertThat(file()).exists();
  }

  @Test
  void endIsNotedWholeThoughItsThreadIsInterrupted() {
    try (RunJournal.Run run = journal().begin(ORDER)) {
      Thread.currentThread().interrupt();
      run.ended(SampleBackups.failed(ORDER));
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(journal().untold()).containsExactly(SampleBackups.failed(ORDER));
  }

  private Path file() {
    return root.resolve(".runs").resolve(ORDER.id() + ".jsonl");
  }

  private static int indexOfLineBreak(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
