package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseSwap;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.SwapNames;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.restore.RestoreId;

/** Gives the name back to a database that a swap has kept; the one in use is kept in its stead. */
final class Undo {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final DatabaseUrl maintenance;
  private final RestoreId id;
  private final Steps steps;
  private final NewDatabase databases;

  Undo(
      DatabaseSettings settings,
      DumpTools tools,
      DatabaseUrl maintenance,
      RestoreId id,
      Steps steps) {
    this.settings = settings;
    this.tools = tools;
    this.maintenance = maintenance;
    this.id = id;
    this.steps = steps;
    this.databases = new NewDatabase(maintenance, RestoreNames.session(id));
  }

  /**
   * Does it.
   *
   * @param kept a database that exists
   * @param carriedNothing whether the swap that kept it is known to have carried no catalog over
   */
  Swapped swapBack(String kept, boolean carriedNothing, Abort abort) {
    boolean carried = false;
    SwapNames names = names(kept);
    DatabaseSwap swap = new DatabaseSwap(maintenance, RestoreNames.session(id));
    try (CatalogCarry catalog = new CatalogCarry(settings, tools, id, abort)) {
      if (catalog.isNeededBack(carriedNothing)) {
        carried = true;
        steps.openingKept(names);
        databases.allowConnections(kept, true);
        catalog.into(settings.url().withDatabase(kept));
      }
      swap.swap(names, RestoreNames.holder(id), step -> steps.swapBack(step, names));
      return new Swapped(names.before(), carried);
    } catch (RuntimeException failure) {
      if (new Recovery(settings, tools, id).after(failure, steps).isPresent()) {
        return new Swapped(names.before(), carried);
      }
      throw failure;
    }
  }

  /** The kept one may have the very name that this id gives. */
  private SwapNames names(String kept) {
    String live = settings.url().database();
    String suffix = id.value();
    while (databases.exists(SwapNames.kept(live, suffix))) {
      suffix += "u";
    }
    return SwapNames.of(live, kept, suffix);
  }
}
