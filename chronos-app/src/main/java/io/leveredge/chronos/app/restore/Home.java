package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.wiring.ConfiguredStore;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.nio.file.Path;

/**
 * Where a restore keeps its journal, its locks and its safety backup: the backup directory, as with
 * the service. Where that is lost and no safety backup is wanted, a folder beside the state will
 * do.
 *
 * @param usual whether it is the backup directory, so that a service hears of the restore later
 */
record Home(StoreSettings store, boolean usual) {
  private static final String WITHOUT_BACKUP_DIRECTORY = "restores";

  /**
   * Chooses by writing a small file, but for a dry run, which writes nothing.
   *
   * @throws ChronosException with a storage code where neither can be written
   */
  static Home of(Settings settings, RestoreOptions options) {
    StoreSettings usual = ConfiguredStore.of(settings.storage());
    if (options.dryRun()) {
      return new Home(usual, true);
    }
    try {
      new FileArtifactStore(usual).probe();
      return new Home(usual, true);
    } catch (ChronosException lost) {
      if (options.choice().safetyBackup()) {
        throw new ChronosException(
            lost.code(),
            "The safety backup has no place in BACKUP_PATH (%s): %s. --no-safety-backup restores without one"
                .formatted(usual.root(), lost.getMessage()),
            lost);
      }
    }
    Path besides = settings.state().resolve(WITHOUT_BACKUP_DIRECTORY);
    StoreSettings other = StoreSettings.of(besides);
    new FileArtifactStore(other).probe();
    return new Home(other, false);
  }
}
