package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Others in the same process open and close the folders that a restore works in. */
@Timeout(120)
final class SharedProcessTest {
  private static final int FILES = 100;

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
  }

  /** Two folders with files of the same names: what is meant for one must not land in the other. */
  @Test
  void dryRunThatLeavesAFolderTakesNoFileOfARestoreAlong() throws Exception {
    FilesTrial trial = FilesTrial.of(folder.toRealPath().resolve("backups"), root);
    Shell.run(
        root,
        "mkdir a b; for i in $(seq %d); do echo a $i >a/f$i; echo b $i >b/f$i; done"
            .formatted(FILES));
    String wanted = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    String index = ForgedBackup.plain(backup, "config.index");
    boolean order = index.indexOf("root/a/f") < index.indexOf("root/b/f");
    String first = order ? "a" : "b";
    String second = order ? "b" : "a";
    PausedReading paused =
        new PausedReading(backup, "config.index", middleOf(index, first), middleOf(index, second));
    Shell.run(root, "rm %s/*".formatted(first));

    FutureTask<ComponentPlan> plan =
        new FutureTask<>(() -> trial.plan(paused, FilesTrial.choice(false)));
    Thread.ofPlatform().daemon().start(plan);
    paused.awaitPause(); // The plan looks at the first folder.
    RestoreWork work =
        new RestoreWork(
            trial.orders.nextId(),
            backup,
            FilesTrial.all(),
            Optional.empty(),
            new CaptureProgress() {
              private int reads;

              @Override
              public void read(long bytes) {
                if (++reads == FILES / 2) {
                  paused.goOn();
                  try {
                    paused.awaitPause(); // It has left it, and looks at the second.
                  } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                  }
                }
              }

              @Override
              public void doing(String what) {}
            });
    trial.restorer.restore(work, step -> {});
    assertThat(Shell.describe(root)).isEqualTo(wanted);
    paused.goOn();
    assertThat(FilesTrial.blockers(plan.get())).isEmpty();
  }

  @Test
  @SuppressWarnings("StreamResourceLeak") // They are closed in the middle, and at the end.
  void folderIsKnownByItsOwnDescriptorAndByNoneOfAnother() throws Exception {
    Files.createFile(root.resolve("file"));
    List<DirectoryStream<Path>> others = new ArrayList<>();
    try {
      for (int time = 0; time < 5; time++) {
        others.add(Files.newDirectoryStream(root));
      }
      try (Folder own = Folder.open(new Descriptors(), root);
          Folder again = Folder.open(new Descriptors(), root)) {
        assertThat(again.self()).isNotEqualTo(own.self());
        closeAll(others);
        for (int time = 0; time < 20; time++) { // These take the numbers that are free now.
          others.add(Files.newDirectoryStream(folder));
        }
        assertThat(own.at(Path.of("file"))).exists();
        assertThat(again.names()).containsExactly(Path.of("file"));
      }
    } finally {
      closeAll(others);
    }
  }

  @Test
  void folderIsOpenedAndKeptByAThreadThatIsInterrupted() throws Exception {
    Files.createDirectory(root.resolve("d"));
    Thread.currentThread().interrupt();
    try (Folder open = Folder.open(new Descriptors(), root);
        Folder child = open.child(Path.of("d"))) {
      assertThat(open.names()).containsExactly(Path.of("d"));
      assertThat(child.names()).isEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void closeAll(List<DirectoryStream<Path>> all) throws IOException {
    for (DirectoryStream<Path> each : all) {
      each.close();
    }
    all.clear();
  }

  /** The offset of a line in the midst of those of a folder's files. */
  private static int middleOf(String index, String of) {
    int[] lines =
        Stream.iterate(
                index.indexOf("root/" + of + "/f"),
                at -> at >= 0,
                at -> index.indexOf("root/" + of + "/f", at + 1))
            .mapToInt(at -> index.lastIndexOf('\n', at) + 1)
            .toArray();
    return lines[lines.length / 2];
  }
}
