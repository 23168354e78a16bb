package io.leveredge.chronos.ports.system;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Other programs, run as children. Nothing goes through a shell, unless the program is one, which
 * only the operator's own hooks ask for.
 */
public interface ChildProcesses {

  /**
   * Starts a program with an empty standard input.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException when it cannot be started
   */
  Child start(Command command);

  /**
   * Ends a process that an earlier life of this service has started, if it is still that process,
   * and what it has started itself.
   */
  void kill(ChildIdentity child);

  /**
   * What to run.
   *
   * @param program its absolute path
   * @param arguments never hold a secret: every user of the machine can read them
   * @param environment the whole of it; nothing is inherited but PATH, LANG and LC_ALL
   */
  record Command(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Optional<Path> directory) {
    public Command {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  /** A running program. */
  interface Child extends AutoCloseable {
    ChildIdentity identity();

    /** Its standard output; the caller reads it to the end. */
    InputStream output();

    /**
     * Waits for its end.
     *
     * @return the exit status, 128 + n for signal n, or empty where the time was not enough
     */
    Optional<Integer> await(Duration atMost) throws InterruptedException;

    /** The last 64 KiB of its standard error, read all along, as UTF-8 with bad bytes replaced. */
    String errors();

    /**
     * Ends it, hard, and what it has started itself, unless it has ended, and waits until it is
     * gone.
     */
    @Override
    void close();
  }
}
