package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.ClientAccess;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL database. Primaries and hot standbys from version 10 on can be dumped, directly or
 * through a pool in session mode.
 *
 * <p>It writes {@code database.sql}, which psql restores, {@code database.index.jsonl}, which says
 * what lies where in it, and {@code globals.sql}, each with the suffix of the codec.
 */
public final class PostgresDatabaseSource implements ComponentSource {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabaseSource.class);
  private static final Duration ESTIMATE_PATIENCE = Duration.ofSeconds(3);

  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final Connections connections;
  private final Sessions sessions;

  public PostgresDatabaseSource(DatabaseSettings settings, DumpTools tools) {
    this.settings = settings;
    this.tools = tools;
    this.connections = new Connections(settings.url());
    this.sessions = new Sessions(connections);
  }

  @Override
  public Component component() {
    return Component.DATABASE;
  }

  /** The size on the server's disk: indexes count, and compression of fields hides text. */
  @Override
  public Optional<ByteCount> estimate() {
    try (Connection connection = connections.hurried("chronos-estimate", ESTIMATE_PATIENCE)) {
      return Optional.of(
          Queries.one(
              connection,
              "SELECT pg_database_size(current_database())",
              row -> ByteCount.of(row.getLong(1))));
    } catch (SQLException unknown) {
      LOG.debug("The size of {} cannot be asked for", settings.url(), unknown);
      return Optional.empty();
    }
  }

  @Override
  public ComponentResult capture(Capture capture) {
    return Interruptible.run(
        "dump " + capture.id(),
        abort -> {
          boolean done = false;
          try {
            ComponentResult result = new DatabaseCapture(settings, tools, capture, abort).run();
            done = true;
            return result;
          } finally {
            if (!done) {
              release(capture.id());
            }
          }
        });
  }

  @Override
  public void release(BackupId id) {
    ClientAccess.removeLeft(tools.privateFolder(), SessionName.of(id));
    sessions.end(SessionName.of(id));
  }
}
