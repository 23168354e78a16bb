package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import java.util.List;

/**
 * Writes into the catalog again what the manifests say, also where it knows of a backup already:
 * the manifests are the truth. What no manifest tells, failed runs, deletions and restores, it has
 * from the state that the backups carry.
 */
public final class RebuildCatalog {
  private static final System.Logger LOG = System.getLogger(RebuildCatalog.class.getName());

  private final BackupCatalog catalog;
  private final ArtifactStore store;
  private final RecallState state;
  private final ReconcileCatalog reconcile;

  public RebuildCatalog(
      BackupCatalog catalog, ArtifactStore store, RecallState state, ReconcileCatalog reconcile) {
    this.catalog = catalog;
    this.store = store;
    this.state = state;
    this.reconcile = reconcile;
  }

  /**
   * What a rebuilding did.
   *
   * @param recorded backups that were written again
   * @param recalled failed runs, deletions and restores that the backups' states told of
   * @param onlyInCatalog backups that the catalog knows and the directory does not hold; they stay
   */
  public record Rebuilt(int recorded, int recalled, List<BackupId> onlyInCatalog) {}

  /**
   * Rebuilds now. What the catalog knows besides stays as it is.
   *
   * @throws ChronosException {@code SCOPE_MISSING}, or where the catalog or the directory does not
   *     answer; what was written until then stays
   */
  public Rebuilt rebuild(Principal caller) {
    if (!caller.may(Scope.ADMIN)) {
      throw new ChronosException(
              ErrorCode.SCOPE_MISSING,
              "'%s' lacks the scope '%s'".formatted(caller.name(), Scope.ADMIN.wire()))
          .with("scope", Scope.ADMIN.wire());
    }
    int recalled = state.recall();
    List<Backup> published = store.published();
    published.forEach(catalog::record);
    ReconcileCatalog.Reconciled rest = reconcile.reconcile();
    LOG.log(
        System.Logger.Level.INFO,
        "The catalog was rebuilt from {0} manifests, as {1} asked",
        published.size(),
        caller.name());
    return new Rebuilt(published.size(), recalled, List.copyOf(rest.onlyInCatalog()));
  }
}
