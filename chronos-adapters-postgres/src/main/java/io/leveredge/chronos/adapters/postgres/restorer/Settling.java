package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseSwap;
import io.leveredge.chronos.adapters.postgres.restore.GlobalRoles;
import io.leveredge.chronos.adapters.postgres.restore.MaintenanceDatabase;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.adapters.postgres.restore.PastCommit;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.Settled;
import io.leveredge.chronos.adapters.postgres.restore.SwapNames;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import java.util.List;
import java.util.Map;

/** Ends what a dead process left in the middle, by the steps that it noted. */
final class Settling {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final RestoreId id;

  Settling(DatabaseSettings settings, DumpTools tools, RestoreId id) {
    this.settings = settings;
    this.tools = tools;
    this.id = id;
  }

  Settlement settle(Steps.Told told) {
    CatalogCarry.removeLeft(tools, id);
    if (told.names().isPresent()) {
      return swap(told, told.names().get());
    }
    endSessions(settings.url());
    if (told.transaction().isPresent()
        && PastCommit.happened(settings.url(), told.transaction().get())) {
      return new Settlement(true, "The restore was committed before the service died", Map.of());
    }
    dropRoles(settings.url(), told);
    return new Settlement(
        false, "Nothing of the restore was kept; the database is as it was", Map.of());
  }

  private Settlement swap(Steps.Told told, SwapNames names) {
    DatabaseUrl maintenance = MaintenanceDatabase.required(settings.url());
    endSessions(maintenance);
    if (told.swap().isPresent()) {
      DatabaseSwap swap = new DatabaseSwap(maintenance, RestoreNames.session(id));
      if (swap.settle(told.swap().get(), names) == Settled.FINISHED) {
        return new Settlement(
            true,
            "The databases had been swapped; the one before is kept as " + names.before(),
            Map.of(ComponentOutcome.PREVIOUS_DATABASE, names.before()));
      }
    }
    NewDatabase databases = new NewDatabase(maintenance, RestoreNames.session(id));
    if (told.kept()) {
      if (databases.exists(names.restored())) {
        databases.allowConnections(names.restored(), false);
      }
    } else {
      databases.drop(names.restored());
    }
    dropRoles(maintenance, told);
    return new Settlement(
        false, "The database in use is the one from before; what was new is removed", Map.of());
  }

  private void endSessions(DatabaseUrl from) {
    Sessions sessions = new Sessions(new Connections(from));
    for (String name : List.of(RestoreNames.session(id), RestoreNames.holder(id))) {
      sessions.end(name);
    }
  }

  private void dropRoles(DatabaseUrl from, Steps.Told told) {
    GlobalRoles.drop(from, RestoreNames.session(id), told.roles());
  }
}
