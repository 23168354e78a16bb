package io.leveredge.chronos.adapters.fs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal.DeadRun;
import io.leveredge.chronos.testkit.restore.RestoreJournalContract;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRestoreJournalTest extends RestoreJournalContract {
  private static final RestoreOrder ORDER = SampleRestores.order(1);
  private static final RestoreOrder PLAIN = SampleRestores.plainOrder(2);

  @TempDir Path root;

  @Override
  protected RestoreJournal journal() {
    return new FileRestoreJournal(new Disk(root, Sharing.NONE));
  }

  @Override
  protected RestoreJournal another() {
    return journal();
  }

  @Test
  void restoreInEachStateIsReadAsItWasNoted() {
    for (Restore end :
        List.of(
            SampleRestores.partial(ORDER),
            SampleRestores.interrupted(PLAIN),
            SampleRestores.planned(SampleRestores.dryRun(3)))) {
      try (RestoreJournal.Run run = journal().begin(end.order())) {
        run.ended(end);
      }
      assertThat(journal().untold()).containsExactly(end);
      journal().told(end.id());
    }
  }

  @Test
  void lineThatWasCutAnywhereHurtsNothing() throws IOException {
    try (RestoreJournal.Run run = journal().begin(ORDER)) {
      run.steps(Component.DATABASE).next(Map.of("step", "swap"));
      run.soFar(SampleRestores.underWay(ORDER));
      run.ended(SampleRestores.completed(ORDER));
    }
    byte[] whole = Files.readAllBytes(file());
    int begun = afterLineBreak(whole, 0);
    int stepped = afterLineBreak(whole, begun);
    int underWay = afterLineBreak(whole, stepped);
    for (int length = begun; length < whole.length; length += 13) {
      Files.write(file(), Arrays.copyOf(whole, length));
      List<DeadRun> dead = journal().dead();
      assertThat(dead).as("cut to %s of %s bytes", length, whole.length).hasSize(1);
      try (DeadRun left = dead.getFirst()) {
        assertThat(left.restore())
            .isEqualTo(length < underWay ? Restore.running(ORDER) : SampleRestores.underWay(ORDER));
        assertThat(left.steps()).hasSize(length < stepped ? 0 : 1);
        left.ended(SampleRestores.interrupted(ORDER));
      }
      assertThat(journal().untold()).containsExactly(SampleRestores.interrupted(ORDER));
    }
  }

  @Test
  void restoreWhoseFirstLineWasCutNeverBegan() throws IOException {
    journal().begin(ORDER).close();
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    assertThat(journal().dead()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void restoreOfANewerVersionIsLeftToIt() throws IOException {
    journal().begin(ORDER).close();
    change("\"placement\":\"in_place\"", "\"placement\":\"in_orbit\"");
    assertThat(journal().dead()).isEmpty();
    assertThat(file()).exists();
  }

  @Test
  void whatANewerVersionAddsIsPassedOver() throws IOException {
    try (RestoreJournal.Run run = journal().begin(ORDER)) {
      run.soFar(SampleRestores.underWay(ORDER));
    }
    change("{\"event\"", "{\"more\":{},\"event\"");
    change("\"counts\":{", "\"counts\":{\"moved\":\"far\",");
    try (DeadRun left = journal().dead().getFirst()) {
      assertThat(left.restore()).isEqualTo(SampleRestores.underWay(ORDER));
    }
  }

  @Test
  void notesAreNobodyElsesToRead() throws IOException {
    journal().begin(ORDER).close();
    assertThat(Files.getPosixFilePermissions(root.resolve(".restores"))).hasSize(3);
  }

  @Test
  void endIsNotedWholeThoughItsThreadIsInterrupted() {
    try (RestoreJournal.Run run = journal().begin(ORDER)) {
      Thread.currentThread().interrupt();
      run.ended(SampleRestores.failed(ORDER));
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(journal().untold()).extracting(Restore::state).containsExactly(RestoreState.FAILED);
  }

  private void change(String from, String to) throws IOException {
    String whole = Files.readString(file());
    assertThat(whole).contains(from);
    Files.writeString(file(), whole.replace(from, to));
  }

  private Path file() {
    return root.resolve(".restores").resolve(ORDER.id() + ".json");
  }

  private static int afterLineBreak(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
