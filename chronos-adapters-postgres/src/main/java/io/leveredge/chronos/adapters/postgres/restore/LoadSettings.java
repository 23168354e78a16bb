package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.util.Optional;

/**
 * How a database is loaded and read back.
 *
 * @param url of the database
 * @param sessionName the application name of every session, by which what is left at the server is
 *     found and ended; unique to this restore and at most 63 bytes
 * @param connections that work at once, beside the one that keeps the order
 * @param role whose rights are used in the place of those of the URL's role
 */
public record LoadSettings(
    DatabaseUrl url, String sessionName, int connections, Optional<String> role) {
  /** As many as pay on two cores. */
  public static final int USUAL_CONNECTIONS = 2;

  /** With the rights of the URL's role. */
  public LoadSettings(DatabaseUrl url, String sessionName, int connections) {
    this(url, sessionName, connections, Optional.empty());
  }

  public LoadSettings {
    if (connections < 1 || connections > 64) {
      throw new IllegalArgumentException("Not a number of connections: " + connections);
    }
  }
}
