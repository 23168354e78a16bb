package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Restores one root in a process of its own: {@code BACKUPS ROOT BACKUP RESTORE BYTES}. After so
 * many bytes it prints {@code WRITING} and waits to be killed; never with a negative number.
 */
final class RestoreProgram {
  private RestoreProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    Path root = Path.of(arguments[1]);
    RestoreWork work =
        new RestoreWork(
            RestoreId.parse(arguments[3]).orElseThrow(),
            new FileArtifactStore(StoreSettings.of(Path.of(arguments[0])))
                .open(BackupId.parse(arguments[2]).orElseThrow())
                .orElseThrow(),
            FilesTrial.all(),
            Optional.empty(),
            new Waiting(Long.parseLong(arguments[4])));
    try {
      ComponentOutcome outcome =
          new ConfigFilesRestorer(new ConfigSettings(List.of(root), List.of(), List.of()))
              .restore(work, step -> {});
      System.out.println("DONE");
      outcome.notes().forEach(System.out::println);
    } catch (ChronosException failure) {
      System.out.println(failure.code() + " " + failure.getMessage());
    }
  }

  private static final class Waiting implements CaptureProgress {
    private long left;

    Waiting(long left) {
      this.left = left < 0 ? Long.MAX_VALUE : left;
    }

    @Override
    @SuppressWarnings("SystemOut")
    public void read(long bytes) {
      left -= bytes;
      if (left <= 0) {
        System.out.println("WRITING");
        try {
          Thread.currentThread().join();
        } catch (InterruptedException nobody) {
          throw new AssertionError(nobody);
        }
      }
    }

    @Override
    public void doing(String what) {}
  }
}
