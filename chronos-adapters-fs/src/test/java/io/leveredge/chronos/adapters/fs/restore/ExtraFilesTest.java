package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there and not in the backup: what is removed, when, and what never is. */
final class ExtraFilesTest {
  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    trial = FilesTrial.of(folder.toRealPath().resolve("backups"), root);
  }

  @Test
  void extraFilesGoOnlyWhereThatWasAskedFor() throws Exception {
    Shell.run(root, "echo 1 >kept; mkdir d");
    String before = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "mkdir -p d/e/f; echo 2 >d/e/f/x; echo 3 >y; ln -s /etc l");
    trial.restore(backup);
    assertThat(root.resolve("d/e/f/x")).exists();
    assertThat(trial.restore(backup, FilesTrial.choice(true)).counts())
        .containsEntry(ChangeKind.DELETED, 5L);
    assertThat(Shell.describe(root)).isEqualTo(before);
    assertThat(Path.of("/etc")).isNotEmptyDirectory();
  }

  @Test
  void whatNoBackupHoldsIsNeverExtra() throws Exception {
    Path own = Files.createDirectory(root.resolve("own"));
    trial =
        new FilesTrial(
            folder.resolve("backups"),
            new ConfigSettings(List.of(root), List.of("*.log"), List.of(own)));
    Shell.run(root, "echo 1 >kept");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "mkdir d; echo 1 >d/a.log; echo 2 >own/x; echo 3 >b.log; echo 4 >d/gone");
    trial.restore(backup, FilesTrial.choice(true));
    assertThat(Shell.run(root, "find . -type f | sort"))
        .isEqualTo("./b.log\n./d/a.log\n./kept\n./own/x\n");
  }

  /** What a backup says nothing of is not to be said to have been absent. */
  @Test
  void rootThatTheBackupCouldNotReadIsNeverEmptied() throws Exception {
    Shell.run(root, "mkdir -p in/skipped; echo 1 >in/x; ln -s /etc link");
    PublishedBackup backup = over(List.of("in", "absent", "link")).backUp();
    Shell.run(
        root,
        "rm link; mkdir -p link absent/deep; echo 2 | tee in/skipped/y in/z link/y absent/y"
            + " absent/deep/y");
    RestoreChoice all = FilesTrial.choice(true);
    for (String below : List.of("absent/deep", "in/skipped")) {
      assertThat(FilesTrial.kinds(over(List.of(below)).plan(backup, all)))
          .as(below)
          .doesNotContainValue("deleted");
    }
    FilesTrial same = over(List.of("in", "absent", "link"));
    assertThat(FilesTrial.kinds(same.plan(backup, all)))
        .containsEntry(root + "/in/z", "deleted")
        .doesNotContainKeys(root + "/absent/y", root + "/link/y", root + "/in/skipped/y");
    same.restore(backup, all);
    assertThat(Shell.run(root, "find . -type f | sort"))
        .isEqualTo("./absent/deep/y\n./absent/y\n./in/skipped/y\n./in/x\n./link/y\n");
  }

  @Test
  void undoRemovesWhatTheRestoreMadeUnlessItChangedSince() throws Exception {
    Shell.run(root, "mkdir d; echo 1 >d/a; echo 2 >b; echo 3 >c");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm -r d b; echo mine >own-file");
    PublishedBackup safety = trial.backUp();
    trial.restore(backup);
    Shell.run(root, "echo changed >b; echo later >later");
    trial.restorer.restore(trial.orders.undo(safety, backup, FilesTrial.all()), step -> {});
    assertThat(Shell.run(root, "find . -mindepth 1 | sort"))
        .isEqualTo("./b\n./c\n./later\n./own-file\n");
  }

  private FilesTrial over(List<String> roots) throws Exception {
    return new FilesTrial(
        folder.toRealPath().resolve("backups"),
        new ConfigSettings(
            roots.stream().map(root::resolve).toList(), List.of("skipped"), List.of()));
  }
}
