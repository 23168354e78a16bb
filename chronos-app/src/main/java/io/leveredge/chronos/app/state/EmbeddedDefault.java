package io.leveredge.chronos.app.state;

import io.leveredge.chronos.adapters.os.postgres.EmbeddedDatabase;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgres;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgresSettings;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;

/**
 * A PostgreSQL server of our own, for a service that was given none: catalog and trial database in
 * one. How to connect is written to a service file, so that {@code psql service=chronos} works
 * without a password on a command line.
 */
public final class EmbeddedDefault implements AutoCloseable {
  /** The connection service file (PostgreSQL manual, section 34.17) in the state folder. */
  public static final String SERVICE_FILE = "pg_service.conf";

  private static final String FOLDER = "postgres";

  private final EmbeddedPostgres server;
  private final StateFolder state;

  /** Of the newest installed major version that has both server and client. */
  public EmbeddedDefault(ChildProcesses processes, Clock clock, StateFolder state, int port) {
    PostgresInstallation installation =
        PostgresInstallations.ofThisMachine()
            .newest()
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.EMBEDDED_DATABASE_FAILED,
                        "DATABASE_URL is not set and no PostgreSQL server is installed to start"
                            + " one of our own; install 'postgresql' or set DATABASE_URL"));
    this.state = state;
    this.server =
        new EmbeddedPostgres(
            processes,
            clock,
            EmbeddedPostgresSettings.of(installation, state.at(FOLDER)).withPort(port));
  }

  /** Starts it, or goes on with the one that a killed service left. */
  public DatabaseUrl start() {
    EmbeddedDatabase database = server.start();
    state.writePrivate(
        SERVICE_FILE,
        """
        [chronos]
        host=%s
        port=%d
        user=%s
        password=%s
        dbname=%s
        """
            .formatted(
                database.host(),
                database.port(),
                database.user(),
                database.password(),
                database.database()));
    return database.databaseUrl();
  }

  /** Makes a start that goes on in another thread fail within seconds, and every later one. */
  public void abandonStart() {
    server.abandonStart();
  }

  /** Stops it. */
  @Override
  public void close() {
    server.close();
  }
}
