package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import java.util.List;

/**
 * What a scan found. Only a dump whose trailer was seen, and of which no statement is refused,
 * holds what its inventory says.
 *
 * @param trailerSeen whether the stream ended as pg_dump ends it: with its closing comment, the end
 *     of its {@code \restrict} where there was one, and an empty line
 * @param bytes of the whole stream
 * @param statementsRefused the beginnings of statements that could change rows past the inventory,
 *     such as INSERT or DO, which pg_dump does not write unless asked to; at most the first ten
 */
public record ScannedDump(
    DatabaseInventory inventory, boolean trailerSeen, long bytes, List<String> statementsRefused) {
  public ScannedDump {
    statementsRefused = List.copyOf(statementsRefused);
  }
}
