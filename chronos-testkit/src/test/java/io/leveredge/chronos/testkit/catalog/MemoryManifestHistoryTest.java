package io.leveredge.chronos.testkit.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;

final class MemoryManifestHistoryTest extends BackupHistoryContract {
  private final MemoryArtifactStore store = new MemoryArtifactStore();

  @Override
  protected BackupHistory history() {
    return new MemoryManifestHistory(store);
  }

  @Override
  protected Backup given(Backup published) {
    store.addPublished(published);
    return published;
  }
}
