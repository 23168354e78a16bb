package io.leveredge.chronos.adapters.fs.history;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import java.util.List;
import java.util.Optional;

/**
 * History without a catalog: the published backups of a store and nothing else. Failed and running
 * backups are not in it.
 */
public final class ManifestHistory implements BackupHistory {
  private final ArtifactStore store;

  public ManifestHistory(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    return store.find(id);
  }

  @Override
  public BackupPage list(BackupQuery query) {
    List<Backup> found =
        store.published().stream().filter(query::matches).limit(query.limit() + 1L).toList();
    if (found.size() <= query.limit()) {
      return new BackupPage(found, Optional.empty());
    }
    List<Backup> page = found.subList(0, query.limit());
    return new BackupPage(page, Optional.of(page.getLast().id()));
  }

  @Override
  public Optional<BackupId> newest() {
    return store.published().stream().findFirst().map(Backup::id);
  }
}
