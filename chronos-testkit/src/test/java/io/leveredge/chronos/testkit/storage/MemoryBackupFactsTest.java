package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;

final class MemoryBackupFactsTest extends BackupFactsContract {
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final BackupFacts facts = new MemoryBackupFacts(store);

  @Override
  protected BackupFacts facts() {
    return facts;
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }
}
