package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.plan.WayChoice;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseInventoryOf;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseSwap;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.FreshStatistics;
import io.leveredge.chronos.adapters.postgres.restore.InventoryComparison;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabaseLoad;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.SwapNames;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.util.List;

/** A backup loaded into a new database, compared, and put in the place of the one in use. */
final class SwapRestore {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final DatabaseUrl maintenance;
  private final RestoreId id;
  private final Steps steps;
  private final Abort abort;
  private final CaptureProgress progress;
  private final NewDatabase databases;
  private final SwapNames names;
  private boolean carried;

  SwapRestore(
      DatabaseSettings settings,
      DumpTools tools,
      DatabaseUrl maintenance,
      RestoreId id,
      Steps steps,
      Abort abort,
      CaptureProgress progress) {
    this.settings = settings;
    this.tools = tools;
    this.maintenance = maintenance;
    this.id = id;
    this.steps = steps;
    this.abort = abort;
    this.progress = progress;
    this.databases = new NewDatabase(maintenance, RestoreNames.session(id));
    String live = settings.url().database();
    this.names = SwapNames.of(live, RestoreNames.restored(live, id), id.value());
  }

  /**
   * Does it. What fails leaves what {@link Recovery} ends.
   *
   * @param leaveOut what the settings leave out
   */
  Swapped restore(BackupDump dump, DumpOutline outline, LeaveOut leaveOut) {
    DatabaseSwap swap = new DatabaseSwap(maintenance, RestoreNames.session(id));
    refuseBlocked(swap);
    steps.newDatabase(names);
    fill(dump, outline, leaveOut);
    exchange(swap, WayChoice.excluded(dump).contains(CatalogSchema.NAME));
    return new Swapped(names.before(), carried);
  }

  private void refuseBlocked(DatabaseSwap swap) {
    List<String> blockers = swap.blockers(names.live());
    if (!blockers.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Database %s has what a swap would cut off: %s"
              .formatted(names.live(), String.join(", ", blockers)));
    }
  }

  private void fill(BackupDump dump, DumpOutline outline, LeaveOut leaveOut) {
    progress.doing("creating a new database");
    databases.createFor(names.live(), names.restored(), dump.facts());
    LoadSettings load =
        new LoadSettings(
            settings.url().withDatabase(names.restored()),
            RestoreNames.session(id),
            LoadSettings.USUAL_CONNECTIONS);
    progress.doing("loading the new database");
    progress.expect(dump.plainBytes());
    new NewDatabaseLoad(load, leaveOut).load(dump, outline);
    progress.doing("comparing the new database with the backup");
    progress.expect(dump.rowBytes());
    InventoryComparison.requireEqual(
        dump.index().inventory(), new DatabaseInventoryOf(load, dump).take(List.of()));
    progress.expect(0);
    progress.doing("gathering the planner's statistics");
    FreshStatistics.gather(load, dump.index().encoding(), abort);
  }

  private void exchange(DatabaseSwap swap, boolean backupLeavesOutCatalog) {
    try (CatalogCarry catalog = new CatalogCarry(settings, tools, id, abort)) {
      if (catalog.isNeeded(backupLeavesOutCatalog)) {
        progress.doing("carrying the catalog over");
        carried = true;
        catalog.into(settings.url().withDatabase(names.restored()));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new ChronosException(ErrorCode.RESTORE_INTERRUPTED, "The restore was stopped");
      }
      progress.doing("swapping the databases");
      swap.swap(names, RestoreNames.holder(id), step -> steps.swap(step, names));
    }
  }
}
