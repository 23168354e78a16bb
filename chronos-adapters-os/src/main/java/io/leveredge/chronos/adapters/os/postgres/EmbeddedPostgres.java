package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on 127.0.0.1, made from installed binaries in a folder of its own,
 * which keeps data, password and port from one start to the next.
 *
 * <p>When the service is killed the server lives on; the next start finds it and goes on with it,
 * or restarts it where its settings have changed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final int LAUNCHES = 3;

  private final ChildProcesses processes;
  private final EmbeddedPostgresSettings settings;
  private final ServerProgram programs;
  private final ClusterFolder folder;
  private final Patience patience;
  private final StartInProgress starting = new StartInProgress();
  private Optional<HomeLock> lock = Optional.empty();
  private Optional<Running> running = Optional.empty();

  private record Running(Postmaster postmaster, ServerControl control, EmbeddedDatabase database) {}

  /**
   * @param clock says how long has been waited
   */
  public EmbeddedPostgres(
      ChildProcesses processes, Clock clock, EmbeddedPostgresSettings settings) {
    this.processes = processes;
    this.settings = settings;
    this.programs = new ServerProgram(processes);
    this.folder = new ClusterFolder(settings, programs);
    this.patience = new Patience(clock);
  }

  /**
   * Starts it, or goes on with the one that runs, and makes its database unless it is there. Comes
   * back when it accepts connections. Calling it again does nothing while the server runs.
   *
   * @throws ChronosException EMBEDDED_DATABASE_FAILED, with the last lines of the server's log;
   *     SHUTTING_DOWN, when another thread has {@linkplain #abandonStart() given it up}
   */
  public synchronized EmbeddedDatabase start() {
    if (isRunning()) {
      return running.orElseThrow().database();
    }
    stop();
    starting.begin();
    try {
      EmbeddedDatabase database = startAndPrepare();
      starting.requireWanted();
      return database;
    } catch (IOException | UncheckedIOException failure) {
      starting.end();
      stop();
      starting.requireWanted();
      throw failed(failure);
    } catch (ChronosException failure) {
      starting.end();
      stop();
      throw failure;
    } finally {
      starting.end();
    }
  }

  private EmbeddedDatabase startAndPrepare() throws IOException {
    folder.create();
    lock = Optional.of(HomeLock.take(folder.lockFile()));
    Running now = begin();
    running = Optional.of(now);
    new Psql(programs, settings.binaries(), folder.passwordFile()).createDatabase(now.database());
    return now.database();
  }

  /**
   * Makes a start that goes on in another thread end within seconds, whatever it waits for, and
   * every later one fail. The program it waits for is killed; what an initdb has left half made is
   * removed by the next service's start. A server that runs is left alone.
   */
  public void abandonStart() {
    starting.abandon();
  }

  /** Stops the server that a killed service has left in the folder, where one runs there. */
  public synchronized void stopLeftover() {
    if (isRunning() || !Files.exists(folder.data())) {
      return;
    }
    try {
      lock = Optional.of(HomeLock.take(folder.lockFile()));
      Optional<Postmaster> left = leftovers().postmaster();
      if (left.isPresent()) {
        control().stop(left.get());
      }
    } catch (IOException | UncheckedIOException failure) {
      throw failed(failure);
    } finally {
      stop();
    }
  }

  /** Whether it runs now, as far as the operating system knows. */
  public synchronized boolean isRunning() {
    return running.filter(now -> now.postmaster().isRunning()).isPresent();
  }

  /** The server's main process, from a start to the next stop. */
  public synchronized Optional<ChildIdentity> postmaster() {
    return running.map(now -> now.postmaster().identity());
  }

  /** Stops it within some ten seconds, open sessions or not. Does nothing when it does not run. */
  public synchronized void stop() {
    try {
      running.ifPresent(now -> now.control().stop(now.postmaster()));
    } finally {
      running = Optional.empty();
      lock.ifPresent(HomeLock::close);
      lock = Optional.empty();
    }
  }

  /**
   * Stops it, or what a killed service has left of it, and removes its folder with all that is in
   * it. An interrupt waits until then.
   *
   * @return false where another service uses it, which is left alone
   * @throws ChronosException EMBEDDED_DATABASE_FAILED where something of it cannot be removed
   */
  public synchronized boolean discard() {
    boolean interrupted = Thread.interrupted();
    try {
      stop();
      return !Files.exists(settings.home()) || removeUnlessUsed();
    } catch (IOException | UncheckedIOException failure) {
      throw failed(failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean removeUnlessUsed() throws IOException {
    lock = HomeLock.tryTake(folder.lockFile());
    if (lock.isEmpty()) {
      return false;
    }
    try {
      Optional<Postmaster> left = leftovers().postmaster();
      if (left.isPresent()) {
        control().stop(left.get());
      }
      leftovers().clear();
      FileTree.delete(settings.home());
      return true;
    } finally {
      stop();
    }
  }

  /** Stops it. */
  @Override
  public void close() {
    stop();
  }

  private Running begin() throws IOException {
    ServerControl control = control();
    Leftovers leftovers = leftovers();
    Optional<Postmaster> left = leftovers.postmaster();
    if (left.isPresent()) {
      long pid = left.get().identity().pid();
      if (optionsFor(left.get().port()).areThoseOf(folder.data())
          && control.becomesReady(left.get())) {
        LOG.info("PostgreSQL {} was left running; going on with it", pid);
        return running(left.get(), control);
      }
      LOG.info("PostgreSQL {} was left running with other settings; stopping it first", pid);
      control.stop(left.get());
    }
    leftovers.clear();
    ServerPort ports = new ServerPort(settings.port(), folder.portFile());
    int port = ports.choose();
    folder.initialize(control.account());
    return running(launch(control, ports, port), control);
  }

  /** A port that was free may be taken before the server has it. */
  private Postmaster launch(ServerControl control, ServerPort ports, int firstPort)
      throws IOException {
    int port = firstPort;
    for (int launch = 1; ; launch++) {
      try {
        return control.launch(optionsFor(port), port);
      } catch (ChronosException failure) {
        if (launch == LAUNCHES || !ports.isOurChoice() || ServerPort.isFree(port)) {
          throw failure;
        }
        LOG.info("Port {} was taken a moment ago; trying another", port);
        port = ports.choose();
      }
    }
  }

  private ServerControl control() throws IOException {
    ServerAccount account =
        ServerAccounts.ofThisProcess(programs, settings.binaries()).choose(settings.home());
    return new ServerControl(processes, account, settings.binaries(), folder, patience);
  }

  private Leftovers leftovers() {
    return new Leftovers(folder.data(), processes, patience);
  }

  private ChronosException failed(Exception failure) {
    return new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED, "In " + settings.home() + ": " + failure, failure);
  }

  private Running running(Postmaster postmaster, ServerControl control) throws IOException {
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            ServerPort.HOST,
            postmaster.port(),
            settings.user(),
            folder.password(),
            settings.database());
    LOG.info("PostgreSQL of our own: {} as {}", database, control.account().describe());
    return new Running(postmaster, control, database);
  }

  private ServerOptions optionsFor(int port) {
    return ServerOptions.of(folder, settings.serverSettings(), port);
  }
}
