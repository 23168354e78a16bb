package io.leveredge.chronos.app.running;

import io.leveredge.chronos.adapters.catalog.CatalogMigration;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.engine.recovery.ReconcileCatalog;
import io.leveredge.chronos.engine.restore.ForgetReplaced;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps trying until the catalog's tables are there, and from then on tells the catalog what it
 * missed. One thread; a failure is logged once and again when it changes.
 */
final class CatalogKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CatalogKeeper.class.getName());
  private static final long SECONDS_BETWEEN = 5;

  /** Some ten minutes. */
  private static final int ATTEMPTS_BETWEEN_FULL = 120;

  private final CatalogMigration migration;
  private final ReconcileCatalog reconcile;
  private final ForgetReplaced forgetReplaced;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("catalog-keeper").unstarted(task));
  private String lastProblem = "";
  private int untilFull;

  CatalogKeeper(
      CatalogMigration migration, ReconcileCatalog reconcile, ForgetReplaced forgetReplaced) {
    this.migration = migration;
    this.reconcile = reconcile;
    this.forgetReplaced = forgetReplaced;
  }

  /**
   * Tries once, a few seconds at most, and goes on trying. Once, because a dump tells the catalog's
   * own schema from other people's by what the migration has written there.
   */
  void start() {
    report(migration.attempt() ? "" : migration.state().toString());
    // The task reports its own failures and is ended by the executor's end.
    Future<?> ignored =
        thread.scheduleWithFixedDelay(this::attempt, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  private void attempt() {
    try {
      if (migration.attempt()) {
        catchUp();
        report("");
      } else {
        report(migration.state().toString());
      }
    } catch (ChronosException unavailable) {
      report(String.valueOf(unavailable.getMessage()));
    } catch (RuntimeException bug) {
      // A scheduled task that throws is never run again, and this one must be.
      LOG.log(System.Logger.Level.ERROR, "The catalog could not be kept by a mistake of ours", bug);
    }
  }

  /** In full at first, after an outage and now and then; else only what is known to be missing. */
  private void catchUp() {
    if (untilFull-- > 0 && lastProblem.isEmpty()) {
      reconcile.tellUntold();
    } else {
      reconcile.reconcile();
      forgetReplaced.forget();
      untilFull = ATTEMPTS_BETWEEN_FULL;
    }
  }

  private void report(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      LOG.log(
          problem.isEmpty() ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
          problem.isEmpty() ? "The catalog is up to date" : "The catalog waits: " + problem);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
