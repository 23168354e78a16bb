package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.history.ManifestHistory;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.FileBackupFacts;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The backup directory. */
@Factory
final class StorageWiring {

  @Singleton
  StoreSettings storeSettings(Settings settings) {
    return ConfiguredStore.of(settings.storage());
  }

  @Singleton
  Disk disk(StoreSettings settings) {
    return settings.disk();
  }

  @Singleton
  ArtifactStore store(StoreSettings settings) {
    return new FileArtifactStore(settings);
  }

  @Singleton
  BackupFacts facts(Disk disk, ArtifactStore store) {
    return new FileBackupFacts(disk, store);
  }

  @Singleton
  ManifestHistory manifests(ArtifactStore store) {
    return new ManifestHistory(store);
  }

  @Singleton
  RunJournal journal(Disk disk) {
    return new FileRunJournal(disk);
  }

  @Singleton
  RestoreJournal restoreJournal(Disk disk) {
    return new FileRestoreJournal(disk);
  }

  @Singleton
  FileTargetClaims locks(Disk disk) {
    return new FileTargetClaims(disk);
  }
}
