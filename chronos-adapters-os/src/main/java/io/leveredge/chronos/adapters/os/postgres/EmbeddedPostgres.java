package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on 127.0.0.1, made from installed binaries in a folder of its own,
 * which keeps data, password and port from one start to the next.
 *
 * <p>When the service is killed the server lives on; the next start finds it and goes on with it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** Long, because a start after a crash replays the write-ahead log first. */
  private static final Duration START_WAIT = Duration.ofMinutes(3);

  private static final Duration SQL_WAIT = Duration.ofSeconds(60);

  private final ChildProcesses processes;
  private final EmbeddedPostgresSettings settings;
  private final ServerProgram programs;
  private final ClusterFolder folder;
  private final ServerAccounts accounts;
  private final Patience patience;
  private Optional<Running> running = Optional.empty();

  private record Running(Postmaster postmaster, ServerAccount account, EmbeddedDatabase database) {}

  public EmbeddedPostgres(
      ChildProcesses processes, Clock clock, EmbeddedPostgresSettings settings) {
    this.processes = processes;
    this.settings = settings;
    this.programs = new ServerProgram(processes);
    this.folder = new ClusterFolder(settings, programs);
    this.accounts = new ServerAccounts(programs, settings.binaries());
    this.patience = new Patience(clock);
  }

  /**
   * Starts it, or goes on with the one that runs, and makes its database unless it is there. Comes
   * back when it accepts connections.
   *
   * @throws ChronosException EMBEDDED_DATABASE_FAILED, with the last lines of the server's log
   */
  public synchronized EmbeddedDatabase start() {
    if (running.isPresent() && running.get().postmaster().isRunning()) {
      return running.get().database();
    }
    try {
      folder.create();
      ServerAccount account = accounts.choose(settings.home());
      folder.initialize(account);
      Postmaster postmaster = launch(account);
      EmbeddedDatabase database =
          new EmbeddedDatabase(
              ServerPort.HOST,
              postmaster.port(),
              settings.user(),
              folder.password(),
              settings.database());
      running = Optional.of(new Running(postmaster, account, database));
      createDatabase(database);
      LOG.info("PostgreSQL of our own: {} as {}", database, account.describe());
      return database;
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED, "In " + settings.home() + ": " + failure, failure);
    }
  }

  /** The server's main process, while it runs. */
  public synchronized Optional<ChildIdentity> postmaster() {
    return running.map(Running::postmaster).map(Postmaster::identity);
  }

  /** Stops it within some ten seconds, open sessions or not. Does nothing when it does not run. */
  public synchronized void stop() {
    running.ifPresent(
        now -> now.postmaster().stop(processes, now.account(), settings.binaries(), patience));
    running = Optional.empty();
  }

  /** Stops it. */
  @Override
  public void close() {
    stop();
  }

  private Postmaster launch(ServerAccount account) throws IOException {
    int port = choosePort();
    Child child =
        processes.start(account.command(settings.binaries().resolve("postgres"), options(port)));
    Postmaster postmaster = new Postmaster(child.identity(), port, Optional.of(child));
    boolean ready =
        patience.until(START_WAIT, () -> !postmaster.isRunning() || isReady(postmaster));
    if (!ready || !postmaster.isRunning()) {
      String errors = child.errors();
      child.close();
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED,
          "PostgreSQL in " + folder.data() + " did not start: " + errors.strip());
    }
    return postmaster;
  }

  private boolean isReady(Postmaster postmaster) {
    try {
      return PostmasterFile.read(folder.data())
          .filter(file -> file.pid() == postmaster.identity().pid())
          .filter(PostmasterFile::ready)
          .filter(file -> ServerPort.answers(postmaster.port()))
          .isPresent();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private int choosePort() throws IOException {
    if (settings.port() != 0) {
      return settings.port();
    }
    int kept = ServerPort.kept(folder.portFile());
    if (kept != 0 && ServerPort.isFree(kept)) {
      return kept;
    }
    int port = ServerPort.anyFree();
    ServerPort.keep(folder.portFile(), port);
    return port;
  }

  /** What the caller set comes first: of two settings of one name the last one counts. */
  private List<String> options(int port) {
    List<String> options = new ArrayList<>(List.of("-D", folder.data().toString()));
    set(options, "timezone", "UTC");
    set(options, "log_timezone", "UTC");
    set(options, "log_checkpoints", "off");
    settings.serverSettings().forEach((name, value) -> set(options, name, value));
    set(options, "listen_addresses", ServerPort.HOST);
    set(options, "port", Integer.toString(port));
    set(options, "unix_socket_directories", "");
    // A week of logs, one file a day, each overwritten when its day comes again.
    set(options, "logging_collector", "on");
    set(options, "log_directory", folder.log().toString());
    set(options, "log_filename", "postgresql-%a.log");
    set(options, "log_truncate_on_rotation", "on");
    set(options, "log_rotation_age", "1d");
    set(options, "log_rotation_size", "0");
    return options;
  }

  private static void set(List<String> options, String name, String value) {
    options.add("-c");
    options.add(name + "=" + value);
  }

  private void createDatabase(EmbeddedDatabase database) {
    String name = settings.database();
    String found = sql(database, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'");
    if (found.isBlank()) {
      sql(database, "CREATE DATABASE " + name);
    }
  }

  /** Through psql, so that this module needs no driver. The password comes from a file. */
  private String sql(EmbeddedDatabase database, String statement) {
    Path psql = settings.binaries().resolve("psql");
    Ended ended =
        programs.run(
            ServerProgram.command(
                psql,
                List.of("-X", "-w", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement),
                Map.of(
                    "PGHOST", database.host(),
                    "PGPORT", Integer.toString(database.port()),
                    "PGUSER", database.user(),
                    "PGDATABASE", "postgres",
                    "PGPASSFILE", folder.passwordFile().toString(),
                    "PGCONNECT_TIMEOUT", "10")),
            SQL_WAIT);
    if (!ended.well()) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED, "psql ended with " + ended.describe());
    }
    return ended.output();
  }
}
