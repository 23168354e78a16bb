package io.leveredge.chronos.adapters.postgres.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one backup at a server, told from all others by their application name. A
 * server's process can outlive the program that it served.
 */
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_LOOKS = 40;

  /** Each look takes an eighth of a second at the server where sessions are left. */
  private static final String END =
      """
      SELECT count(pg_terminate_backend(pid)),
             CASE WHEN count(*) > 0 THEN pg_sleep(0.125) END
        FROM pg_stat_activity
       WHERE application_name = ? AND pid <> pg_backend_pid() AND usename = current_user
      """;

  private final Connections connections;

  public Sessions(Connections connections) {
    this.connections = connections;
  }

  /**
   * Ends those of that name and sees them gone, within ten seconds or so. Where the server does not
   * answer or does not allow it, nothing happens. An interrupt, which would cut the connection of a
   * virtual thread, waits until this is done.
   */
  public void end(String applicationName) {
    boolean interrupted = Thread.interrupted();
    endUninterrupted(applicationName);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void endUninterrupted(String applicationName) {
    try (Connection connection = connections.hurried("chronos-release", PATIENCE)) {
      for (int look = 0; look < MOST_LOOKS; look++) {
        if (Queries.one(connection, END, row -> row.getLong(1), applicationName) == 0) {
          return;
        }
      }
      LOG.warn("Sessions of {} are still at the server", applicationName);
    } catch (SQLException refused) {
      LOG.info(
          "Sessions of {} could not be looked for: {}", applicationName, refused.getSQLState());
    }
  }
}
