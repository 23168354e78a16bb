package io.leveredge.chronos.adapters.os;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operating system's own processes. No other class starts one. */
public final class OsChildProcesses implements ChildProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(OsChildProcesses.class);
  private static final List<String> INHERITED = List.of("PATH", "LANG", "LC_ALL");
  private static final File NOTHING = new File("/dev/null");

  /** How long a killed process may take to be gone before we go on without having seen it. */
  private static final Duration KILL_WAIT = Duration.ofSeconds(5);

  private static final Duration KILL_LOOK = Duration.ofMillis(10);

  private final Clock clock;

  /**
   * @param clock says how long a killed process has been waited for
   */
  public OsChildProcesses(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Child start(Command command) {
    if (!command.program().isAbsolute()) {
      throw new IllegalArgumentException("Not an absolute path: " + command.program());
    }
    List<String> line = new ArrayList<>();
    line.add(command.program().toString());
    line.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(line).redirectInput(NOTHING);
    command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.putAll(command.environment());
    try {
      return new OsChild(command.program().getFileName().toString(), builder.start());
    } catch (IOException refused) {
      // The message names the program, the directory and the reason, and no argument.
      throw new ChronosException(
          ErrorCode.PROGRAM_NOT_STARTED, String.valueOf(refused.getMessage()), refused);
    }
  }

  @Override
  public void kill(ChildIdentity child) {
    // The handle is taken first: it remembers the start time too, and refuses to signal a process
    // that has taken over the number between our look and its signal.
    ProcessHandle.of(child.pid())
        .filter(handle -> ProcessStatus.isRunning(child))
        .ifPresent(handle -> killAndWait(handle, child));
  }

  /** By looking: one whose parent does not ask for its status never "exits" for Java. */
  private void killAndWait(ProcessHandle process, ChildIdentity child) {
    new ProcessFamily(process).kill();
    long deadline = clock.nanos() + KILL_WAIT.toNanos();
    while (ProcessStatus.isRunning(child)) {
      if (clock.nanos() - deadline > 0) {
        LOG.warn("Process {} was killed but is not gone after {}", child.pid(), KILL_WAIT);
        return;
      }
      try {
        Thread.sleep(KILL_LOOK);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
