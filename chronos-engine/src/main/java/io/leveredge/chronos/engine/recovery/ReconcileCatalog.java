package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.system.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings the catalog up to what the backup directory says: ends it was not told of, backups it does
 * not know, deletions it missed. The directory is the truth; a backup that only the catalog knows
 * is answered here and left alone, because an unmounted directory looks just like that.
 */
public final class ReconcileCatalog {
  private static final System.Logger LOG = System.getLogger(ReconcileCatalog.class.getName());
  private static final String DELETED_BY = "reconciliation";

  private final BackupCatalog catalog;
  private final RunJournal journal;
  private final ArtifactStore store;
  private final RecallState state;
  private final BackupIds ids;
  private final Clock clock;
  private final TellRestoreLog restores;

  public ReconcileCatalog(
      BackupCatalog catalog,
      RunJournal journal,
      ArtifactStore store,
      RecallState state,
      BackupIds ids,
      Clock clock,
      TellRestoreLog restores) {
    this.catalog = catalog;
    this.journal = journal;
    this.store = store;
    this.state = state;
    this.ids = ids;
    this.clock = clock;
    this.restores = restores;
  }

  /**
   * What a reconciliation found.
   *
   * @param told how many backups and restores the catalog learned of
   * @param deleted how many deletions it learned of
   * @param onlyInCatalog backups that the catalog knows and the directory does not hold
   */
  public record Reconciled(int told, int deleted, Set<BackupId> onlyInCatalog) {}

  /**
   * Tells the catalog the ends of backups and restores it has not heard of, and one that is new
   * what an earlier one knew; cheap where there are none.
   *
   * @return how many there were
   * @throws io.leveredge.chronos.domain.fault.ChronosException where the catalog does not answer
   */
  public int tellUntold() {
    int told = catalog.recalled() ? 0 : state.recall();
    List<Backup> untold = journal.untold();
    for (Backup ended : untold) {
      catalog.record(ended);
      journal.told(ended.id());
    }
    return told + untold.size() + restores.tellUntold();
  }

  /**
   * Reconciles now, reading every manifest.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException where the catalog or the directory
   *     does not answer; what was told until then stays
   */
  public Reconciled reconcile() {
    Optional<BackupId> newest = catalog.newest();
    newest.ifPresent(ids::neverBelow);
    int told = newest.isEmpty() ? state.recall() : 0; // Somebody may have emptied it by hand.
    told += tellUntold();
    Set<BackupId> known = catalog.publishedIds();
    List<Backup> published = store.published();
    for (Backup backup : published) {
      ids.neverBelow(backup.id());
      if (!known.contains(backup.id())) {
        catalog.record(backup);
        told++;
      }
    }
    Set<BackupId> onlyInCatalog = new TreeSet<>(known);
    published.forEach(backup -> onlyInCatalog.remove(backup.id()));
    Set<BackupId> deleted =
        store.discarded().stream()
            .filter(onlyInCatalog::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    for (BackupId id : deleted) {
      catalog.recordDeletion(id, DELETED_BY, clock.now());
      onlyInCatalog.remove(id);
    }
    if (told > 0 || !deleted.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "The catalog was told of {0} backups and restores and {1} deletions that it had missed",
          told,
          deleted.size());
    }
    return new Reconciled(told, deleted.size(), onlyInCatalog);
  }
}
