package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.time.Duration;
import java.util.List;

/**
 * How one database is dumped.
 *
 * @param excludedSchemas names or globs ({@code *} for any characters, {@code ?} for one) of
 *     schemas that are left out
 * @param noOwner leaves out who owns what
 * @param noAcl leaves out who may do what
 * @param lockWait how long pg_dump waits for a table that another session has locked
 * @param globals whether roles and settings of the server are written beside the dump
 */
public record DatabaseSettings(
    DatabaseUrl url,
    List<String> excludedSchemas,
    boolean noOwner,
    boolean noAcl,
    Duration lockWait,
    boolean globals) {
  public DatabaseSettings {
    excludedSchemas = List.copyOf(excludedSchemas);
    if (lockWait.toMillis() <= 0 || lockWait.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Not a time to wait for a lock: " + lockWait);
    }
  }

  /** Everything of the database, waiting 30 seconds for a lock. */
  public static DatabaseSettings whole(DatabaseUrl url) {
    return new DatabaseSettings(url, List.of(), false, false, Duration.ofSeconds(30), true);
  }
}
