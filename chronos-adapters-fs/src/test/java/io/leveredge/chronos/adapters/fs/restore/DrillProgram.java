package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.nio.file.Path;

/**
 * Tries a backup and stops midway: {@code BACKUPS SCRATCH BACKUP DRILL}. Prints {@code WRITING} and
 * waits to be killed.
 */
final class DrillProgram {
  private DrillProgram() {}

  public static void main(String[] arguments) {
    new ConfigFilesDrill(Path.of(arguments[1]))
        .run(
            BackupId.parse(arguments[3]).orElseThrow(),
            new FileArtifactStore(StoreSettings.of(Path.of(arguments[0])))
                .open(BackupId.parse(arguments[2]).orElseThrow())
                .orElseThrow(),
            new Waiting());
  }

  private static final class Waiting implements CaptureProgress {
    @Override
    @SuppressWarnings("SystemOut")
    public void read(long bytes) {
      System.out.println("WRITING");
      try {
        Thread.currentThread().join();
      } catch (InterruptedException nobody) {
        throw new AssertionError(nobody);
      }
    }

    @Override
    public void doing(String what) {}
  }
}
