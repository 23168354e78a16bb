package io.leveredge.chronos.adapters.postgres.dump;

import java.util.Optional;

/**
 * Tells whether a database is the one our own catalog lives in. A name or an address could not:
 * clones, tunnels and renamed databases all lie.
 */
@FunctionalInterface
public interface CatalogMark {

  /** For a service whose catalog is no database. */
  CatalogMark NONE = Optional::empty;

  /**
   * Writes a new random word as the only row of {@code chronos.identity(nonce text)} in the
   * catalog's database, commits, and answers it; empty where there is no catalog or it does not
   * answer within seconds. The database in which that word can be read afterwards is the catalog's.
   */
  Optional<String> freshNonce();
}
