package io.leveredge.chronos.app.running;

import io.leveredge.chronos.adapters.catalog.CatalogMigration;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.ReconcileCatalog;
import io.leveredge.chronos.engine.recovery.SettleDeadRuns;
import io.leveredge.chronos.engine.restore.DrillBackup;
import io.leveredge.chronos.engine.restore.ForgetReplaced;
import io.leveredge.chronos.engine.restore.SettleDeadRestores;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * What happens before the first request and after the last: ids get their floor, dead runs are
 * settled, the catalog catches up; at the end running jobs are finished or marked.
 */
@Singleton
public final class Lifecycle {
  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

  /** Together well below the ten seconds in which a stop has to be over. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Holds two hooks that release an application, each of which may take 1.5 s. */
  private static final Duration CLEANING_UP = Duration.ofSeconds(5);

  /** Holds the end of a server that was started for a drill. */
  private static final Duration ENDING_A_DRILL = Duration.ofMillis(1500);

  private final JobThreads threads;
  private final SettleDeadRuns settleDeadRuns;
  private final SettleDeadRestores settleDeadRestores;
  private final DrillBackup drills;
  private final BackupIds ids;
  private final BackupHistory manifests;
  private final CatalogKeeper keeper;
  private final UnsettledKeeper unsettled;

  Lifecycle(
      JobThreads threads,
      SettleDeadRuns settleDeadRuns,
      SettleDeadRestores settleDeadRestores,
      DrillBackup drills,
      ForgetReplaced forgetReplaced,
      BackupIds ids,
      io.leveredge.chronos.adapters.fs.history.ManifestHistory manifests,
      CatalogMigration migration,
      ReconcileCatalog reconcile) {
    this.threads = threads;
    this.settleDeadRuns = settleDeadRuns;
    this.settleDeadRestores = settleDeadRestores;
    this.drills = drills;
    this.ids = ids;
    this.manifests = manifests;
    this.keeper = new CatalogKeeper(migration, reconcile, forgetReplaced);
    this.unsettled = new UnsettledKeeper(settleDeadRestores);
  }

  /** To be called once, before requests are taken. A directory that fails does not stop a start. */
  public void begin() {
    // A restore that died may have left the catalog's own database closed, or without its name.
    List<Restore> settled = settledRestores();
    keeper.start();
    unsettled.start();
    try {
      manifests.newest().ifPresent(ids::neverBelow);
    } catch (ChronosException unreadable) {
      LOG.log(System.Logger.Level.ERROR, "The backup directory cannot be read", unreadable);
    }
    Thread.ofPlatform().daemon().name("settle-dead-runs").start(() -> settle(settled));
  }

  private List<Restore> settledRestores() {
    try {
      return settleDeadRestores.settle();
    } catch (ChronosException unusable) {
      LOG.log(System.Logger.Level.ERROR, "Dead restores are settled later", unusable);
      return List.of();
    }
  }

  private void settle(List<Restore> restores) {
    try {
      settleDeadRestores.tell(restores);
      drills.clearUp();
      settleDeadRuns.settle();
    } catch (ChronosException unusable) {
      LOG.log(System.Logger.Level.ERROR, "Dead runs are settled at the next start", unusable);
    }
  }

  /** Takes no more requests and lets running jobs end, or ends them; drills end. */
  public void end() {
    unsettled.close();
    drills.stop();
    try {
      if (!threads.shutDown(PATIENCE, CLEANING_UP)) {
        LOG.log(System.Logger.Level.ERROR, "A job did not end; the next start settles it");
      }
      if (!drills.awaitEnd(ENDING_A_DRILL)) {
        LOG.log(System.Logger.Level.WARNING, "A drill did not end; the next start clears up");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      keeper.close();
    }
  }
}
