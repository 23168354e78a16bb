package io.leveredge.chronos.adapters.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tells the catalog's own database from a copy of it. A copy has the same tables and the same
 * comment on them, but not what was written into the catalog a moment ago.
 */
public final class CatalogIdentity {
  private final DataSource catalog;

  /** Of the catalog behind that data source. */
  public CatalogIdentity(DataSource catalog) {
    this.catalog = catalog;
  }

  /**
   * Writes a new random text into {@code chronos.identity.nonce} and commits.
   *
   * @return the text, or empty where the catalog does not answer or is not migrated yet
   */
  public Optional<String> freshMark() {
    try (Connection connection = catalog.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE chronos.identity SET nonce = gen_random_uuid()::text RETURNING nonce");
        ResultSet marked = update.executeQuery()) {
      return marked.next() ? Optional.of(marked.getString(1)) : Optional.empty();
    } catch (SQLException away) {
      return Optional.empty();
    }
  }
}
