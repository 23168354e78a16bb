package io.leveredge.chronos.testkit.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.List;
import java.util.Optional;

/** What a backup directory in memory tells of its published backups, without any catalog. */
public final class MemoryManifestHistory implements BackupHistory {
  private final MemoryArtifactStore store;

  public MemoryManifestHistory(MemoryArtifactStore store) {
    this.store = store;
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    return store.find(id);
  }

  @Override
  public BackupPage list(BackupQuery query) {
    List<Backup> found = store.published().stream().filter(query::matches).toList();
    List<Backup> page = found.stream().limit(query.limit()).toList();
    return new BackupPage(
        page, found.size() > page.size() ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  @Override
  public Optional<BackupId> newest() {
    return store.published().stream().findFirst().map(Backup::id);
  }
}
