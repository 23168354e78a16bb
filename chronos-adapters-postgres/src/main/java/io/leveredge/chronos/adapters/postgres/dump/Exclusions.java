package io.leveredge.chronos.adapters.postgres.dump;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which schemas are left out, and why.
 *
 * @param configured those that the settings name
 * @param ownCatalog whether the schema of our own catalog is one more
 */
record Exclusions(List<String> configured, boolean ownCatalog) {
  Exclusions {
    configured = List.copyOf(configured);
  }

  /** Decides within the snapshot. */
  static Exclusions decide(
      SnapshotSession session, DatabaseSettings settings, Optional<String> nonce)
      throws SQLException {
    Connection connection = session.connection();
    List<String> configured =
        settings.excludedSchemas().isEmpty()
            ? List.of()
            : ExcludedSchemas.resolve(connection, settings.excludedSchemas());
    boolean ours = nonce.isPresent() && CatalogSchema.isOurs(connection, nonce.get());
    if (ours) {
      CatalogSchema.refuseStrangers(connection);
      CatalogSchema.refuseReferences(connection);
    }
    Exclusions all = new Exclusions(configured, ours);
    ExcludedSchemas.refuseAmbiguous(connection, session.facts(), all.schemas());
    return all;
  }

  /** All of them, each once. */
  List<String> schemas() {
    return Stream.concat(
            configured.stream(), ownCatalog ? Stream.of(CatalogSchema.NAME) : Stream.empty())
        .distinct()
        .toList();
  }
}
