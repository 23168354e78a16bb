package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts in memory, of the backups that a store holds. */
public final class MemoryBackupFacts implements BackupFacts {
  private final ArtifactStore store;
  private final Map<BackupId, List<Fact>> facts = new HashMap<>();

  public MemoryBackupFacts(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public synchronized Optional<List<Fact>> of(BackupId id) {
    return store.find(id).map(backup -> List.copyOf(facts.getOrDefault(id, List.of())));
  }

  @Override
  public synchronized boolean add(BackupId id, Fact fact) {
    if (store.find(id).isEmpty()) {
      return false;
    }
    facts.computeIfAbsent(id, first -> new ArrayList<>()).add(fact);
    return true;
  }
}
