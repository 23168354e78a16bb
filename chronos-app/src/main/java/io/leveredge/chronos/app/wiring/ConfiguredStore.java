package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.app.configuration.Settings;
import java.util.Optional;

/** The backup directory as the settings describe it. */
public final class ConfiguredStore {
  private ConfiguredStore() {}

  public static StoreSettings of(Settings.Storage storage) {
    return new StoreSettings(
        storage.directory(),
        storage.reserve(),
        storage.sharedGroup().map(ConfiguredStore::sharedWith).orElse(Sharing.NONE),
        storage.compressionLevel(),
        Runtime.getRuntime().availableProcessors());
  }

  private static Sharing sharedWith(String group) {
    return Sharing.of("rwxr-x---", "rw-r-----", Optional.of(group));
  }
}
