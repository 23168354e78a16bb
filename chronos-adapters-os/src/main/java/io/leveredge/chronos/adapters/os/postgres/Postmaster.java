package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: our child, or one that a killed service has left.
 *
 * @param child empty where it is not ours
 */
record Postmaster(ChildIdentity identity, int port, Optional<Child> child) {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  /** Together under 15 s; a fast shutdown only takes longer than its share on a hung disk. */
  private static final Duration FAST = Duration.ofSeconds(8);

  private static final Duration IMMEDIATE = Duration.ofSeconds(2);
  private static final Duration SIGNAL = Duration.ofSeconds(5);

  boolean isRunning() {
    return ProcessStatus.isRunning(identity);
  }

  /**
   * Ends it: a fast shutdown (SIGINT: sessions are cut, data written out), then an immediate one
   * (SIGQUIT: the next start recovers), then a kill. Manual, 19.5.
   */
  void stop(ChildProcesses processes, ServerAccount account, Path binaries, Patience patience) {
    if (!endedBy("INT", FAST, processes, account, binaries, patience)) {
      LOG.warn("PostgreSQL {} did not end by a fast shutdown within {}", identity.pid(), FAST);
      if (!endedBy("QUIT", IMMEDIATE, processes, account, binaries, patience)) {
        LOG.warn("PostgreSQL {} did not end by an immediate shutdown; killed", identity.pid());
        processes.kill(identity);
      }
    }
    child.ifPresent(Child::close);
  }

  /** Java sends no signal but TERM and KILL; pg_ctl sends the others (manual, pg_ctl, kill). */
  private boolean endedBy(
      String signal,
      Duration atMost,
      ChildProcesses processes,
      ServerAccount account,
      Path binaries,
      Patience patience) {
    if (!isRunning()) {
      return true;
    }
    Ended sent =
        new ServerProgram(processes)
            .run(
                account.command(
                    binaries.resolve("pg_ctl"),
                    List.of("kill", signal, Long.toString(identity.pid()))),
                SIGNAL);
    if (!sent.well()) {
      LOG.warn("Signal {} to PostgreSQL {}: {}", signal, identity.pid(), sent.describe());
    }
    return patience.untilEvenIfInterrupted(atMost, () -> !isRunning());
  }
}
