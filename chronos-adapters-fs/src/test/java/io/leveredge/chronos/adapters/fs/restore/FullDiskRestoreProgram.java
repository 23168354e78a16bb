package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Restores files to a disk that somebody else fills midway: {@code DISK BACKUPS RESTORE}. Prints
 * the failure and how the files are, and restores once more with room.
 */
final class FullDiskRestoreProgram {
  private static final long TINY = 64 << 20;
  private static final int FILES_BEFORE_IT_IS_FULL = 290;

  private FullDiskRestoreProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Path disk = Path.of(arguments[0]);
    Path root = Files.createDirectory(disk.resolve("files"));
    FilesTrial trial = FilesTrial.of(Path.of(arguments[1]), root);
    Shell.run(
        root,
        """
        mkdir d; for i in $(seq 400); do echo $i >d/f$i; done; mkdir d/was-empty; echo 1 >d/mode
        """);
    String wanted = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    Shell.run(
        root,
        """
        for i in $(seq 30 370); do echo changed $i >d/f$i; done; rm d/f6*; chmod 0600 d/mode
        rmdir d/was-empty; echo a file now >d/was-empty
        """);
    String before = Shell.describe(root);
    Filler filler = new Filler(disk);
    RestoreWork work =
        new RestoreWork(
            RestoreId.parse(arguments[2]).orElseThrow(),
            backup,
            FilesTrial.all(),
            Optional.empty(),
            filler);
    try {
      trial.restorer.restore(work, step -> {});
      System.out.println("DONE");
    } catch (ChronosException failure) {
      System.out.println(failure.code() + " " + failure.getMessage());
    }
    System.out.println(Shell.describe(root).equals(before) ? "AS IT WAS" : "CHANGED");
    System.out.print(Shell.run(root, "find . -name '.chronos*'"));
    filler.remove();
    trial.restore(backup);
    System.out.println(Shell.describe(root).equals(wanted) ? "RESTORED" : "OTHERWISE");
  }

  /** Takes all the room there is, once enough was restored. Never on a disk that others use. */
  private static final class Filler implements CaptureProgress {
    private final Path disk;
    private int reads;

    Filler(Path disk) {
      this.disk = disk;
    }

    @Override
    public void read(long bytes) {
      if (++reads != FILES_BEFORE_IT_IS_FULL) {
        return;
      }
      try {
        if (Files.getFileStore(disk).getTotalSpace() > TINY) {
          return; // Then the system's answers are made up.
        }
        try (OutputStream all = Files.newOutputStream(disk.resolve("filler"))) {
          byte[] page = new byte[4096];
          while (true) {
            all.write(page);
          }
        }
      } catch (IOException full) {
        // That was the aim.
      }
    }

    @Override
    public void doing(String what) {}

    void remove() throws IOException {
      Files.deleteIfExists(disk.resolve("filler"));
    }
  }
}
