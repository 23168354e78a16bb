package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Backs up and restores with file systems that come and go: {@code ROOT BACKUPS}. In a mount
 * namespace of its own. Prints what is there after each restore.
 */
final class MountedFoldersProgram {
  private static final String MOUNT = "mount -t tmpfs -o size=1m tmpfs ";

  private MountedFoldersProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Path root = Files.createDirectory(Path.of(arguments[0]));
    FilesTrial trial = FilesTrial.of(Path.of(arguments[1]), root);
    Shell.run(root, "mkdir then now; " + MOUNT + "then; echo 1 >then/kept; echo 2 >file");
    PublishedBackup backup = trial.backUp();
    Shell.run(
        root,
        "rm then/kept; echo 3 >then/extra; mkdir fresh; %snow; %sfresh; echo 4 >now/precious"
                .formatted(MOUNT, MOUNT)
            + "; echo 5 >fresh/precious; mkdir now/sub; echo 6 >now/sub/x");
    warnings(trial, backup);
    System.out.println(FilesTrial.changes(trial.plan(backup, FilesTrial.choice(true))));
    trial.restore(backup, FilesTrial.choice(true));
    System.out.print(Shell.run(root, "find . -type f | sort"));
    Shell.run(root, "umount then now fresh; rm file; echo 7 >then/beneath");
    warnings(trial, backup);
    trial.restore(backup, FilesTrial.choice(false));
    System.out.print(Shell.run(root, "find . -type f | sort"));
    FilesTrial itself = FilesTrial.of(Path.of(arguments[1] + "-2"), root.resolve("now"));
    PublishedBackup empty = itself.backUp();
    Shell.run(root, MOUNT + "now; echo 8 >now/precious");
    itself.restore(empty, FilesTrial.choice(true));
    System.out.print(Shell.run(root, "ls now"));
  }

  @SuppressWarnings("SystemOut")
  private static void warnings(FilesTrial trial, PublishedBackup backup) {
    List<Obstacle> obstacles = trial.plan(backup, FilesTrial.choice(true)).obstacles();
    obstacles.forEach(each -> System.out.println((each.blocks() ? "BLOCKS " : "") + each.what()));
  }
}
