package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the server of one folder under one account. */
record ServerControl(
    ChildProcesses processes,
    ServerAccount account,
    Path binaries,
    ClusterFolder folder,
    Patience patience) {
  private static final Logger LOG = LoggerFactory.getLogger(ServerControl.class);

  /** Long, because a start after a crash replays the write-ahead log first. */
  private static final Duration START_WAIT = Duration.ofMinutes(3);

  /** The three ways down take ten seconds together; a fast one is longer only on a hung disk. */
  private static final Duration FAST_WAIT = Duration.ofSeconds(8);

  private static final Duration IMMEDIATE_WAIT = Duration.ofSeconds(2);
  private static final Duration SIGNAL_WAIT = Duration.ofSeconds(5);

  /** Starts one and comes back when it accepts connections. */
  Postmaster launch(ServerOptions options, int port) throws IOException {
    Child child =
        processes.start(detached(account.command(program("postgres"), options.arguments())));
    Postmaster postmaster = new Postmaster(child.identity(), port, Optional.of(child));
    try {
      if (becomesReady(postmaster)) {
        return postmaster;
      }
    } catch (ChronosException interrupted) {
      stop(postmaster);
      throw interrupted;
    }
    String how =
        postmaster.isRunning() ? "was not ready after " + START_WAIT : "ended at its start";
    postmaster.release();
    throw new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED,
        "PostgreSQL in " + folder.data() + " " + how + ". " + lastWords(postmaster));
  }

  private String lastWords(Postmaster postmaster) throws IOException {
    return postmaster.firstWords() + "\n" + new ServerLog(folder.log()).tail();
  }

  /** In a session of its own, setsid(1), so that Ctrl-C in our terminal does not reach it. */
  private static Command detached(Command command) {
    return ServerProgram.find("setsid")
        .map(
            setsid -> {
              List<String> line = new ArrayList<>(List.of(command.program().toString()));
              line.addAll(command.arguments());
              return new Command(setsid, line, command.environment(), command.directory());
            })
        .orElse(command);
  }

  /** Waits until it accepts connections; false when it ends instead, or takes too long. */
  boolean becomesReady(Postmaster postmaster) {
    return patience.until(START_WAIT, () -> !postmaster.isRunning() || isReady(postmaster))
        && postmaster.isRunning();
  }

  private boolean isReady(Postmaster postmaster) {
    try {
      return PostmasterFile.read(folder.data())
          .filter(file -> file.pid() == postmaster.identity().pid())
          .filter(PostmasterFile::ready)
          .filter(file -> ServerPort.answers(file.port()))
          .isPresent();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Ends it: by a fast shutdown (SIGINT: sessions are cut, data written out), then an immediate one
   * (SIGQUIT: the next start recovers), then a kill. Manual, 19.5. An interrupt waits until then.
   */
  void stop(Postmaster postmaster) {
    boolean interrupted = Thread.interrupted();
    try {
      stopUninterrupted(postmaster);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stopUninterrupted(Postmaster postmaster) {
    if (!endedBy("INT", FAST_WAIT, postmaster)) {
      LOG.warn("A fast shutdown of PostgreSQL took longer than {}", FAST_WAIT);
      if (!endedBy("QUIT", IMMEDIATE_WAIT, postmaster)) {
        LOG.warn("An immediate shutdown took longer than {}: killing it", IMMEDIATE_WAIT);
        processes.kill(postmaster.identity());
      }
    }
    postmaster.release();
  }

  /** Java sends no signal but TERM and KILL; pg_ctl sends the others (manual, pg_ctl, kill). */
  private boolean endedBy(String signal, Duration atMost, Postmaster postmaster) {
    if (!postmaster.isRunning()) {
      return true;
    }
    send(signal, Long.toString(postmaster.identity().pid()));
    return patience.untilEvenIfInterrupted(atMost, () -> !postmaster.isRunning());
  }

  /** A signal that cannot be sent is not the end: the next way down is taken. */
  private void send(String signal, String pid) {
    Command command = account.command(program("pg_ctl"), List.of("kill", signal, pid));
    try {
      Ended sent = new ServerProgram(processes).run(command, SIGNAL_WAIT);
      if (!sent.well()) {
        LOG.warn("Signal {} to PostgreSQL {}: {}", signal, pid, sent.describe());
      }
    } catch (ChronosException failure) {
      LOG.warn("Signal {} to PostgreSQL {} could not be sent", signal, pid, failure);
    }
  }

  private Path program(String name) {
    return binaries.resolve(name);
  }
}
