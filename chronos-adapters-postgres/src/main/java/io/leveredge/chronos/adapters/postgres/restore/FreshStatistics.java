package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;

/**
 * Has the server look at a database that was just loaded: what its planner knows of tables is in no
 * dump, and without it the first hours after a restore are slow (manual, section 14.4.9).
 */
public final class FreshStatistics {
  private FreshStatistics() {}

  /**
   * Reads a sample of every table.
   *
   * @param encoding of the dump that was loaded
   * @param abort ends it
   */
  public static void gather(LoadSettings settings, String encoding, Abort abort) {
    try (DatabaseSession session =
        Opening.session(new Connections(settings.url()), settings, encoding, abort)) {
      session.run("ANALYZE");
    }
  }
}
