package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ends what a dead process left in the middle, by the steps that it noted. */
final class Settling {
  private static final Duration LOOK = Duration.ofSeconds(10);

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
    if (!told.leavesNothing()) {
      requireAnswer();
    }
    endSessions(settings.url());
    if (told.transaction().isPresent()
        && PastCommit.happened(settings.url(), told.transaction().get())) {
      return new Settlement(true, "The restore was committed before the service died", Map.of());
    }
    return new Settlement(
        false,
        "Nothing of the restore was kept; the database is as it was"
            + rolesThatStay(settings.url(), told),
        Map.of());
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
    return new Settlement(
        false,
        "The database in use is the one from before; what was new is removed"
            + rolesThatStay(maintenance, told),
        Map.of());
  }

  private void requireAnswer() {
    try {
      new Connections(settings.url()).hurried(RestoreNames.session(id), LOOK).close();
    } catch (SQLException away) {
      throw new PostgresFaults(settings.url()).connecting(away);
    }
  }

  private void endSessions(DatabaseUrl from) {
    Sessions sessions = new Sessions(new Connections(from));
    for (String name : List.of(RestoreNames.session(id), RestoreNames.holder(id))) {
      sessions.end(name);
    }
  }

  /** Removes those that were made; words for those that something depends on by now. */
  private String rolesThatStay(DatabaseUrl from, Steps.Told told) {
    List<String> stay = GlobalRoles.drop(from, RestoreNames.session(id), told.roles());
    return stay.isEmpty()
        ? ""
        : ". Roles that it had made and that are in use stay: " + String.join(", ", stay);
  }
}
