package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one of a server's small programs to its end: initdb, pg_ctl, psql, and the like. */
final class ServerProgram {
  private final ChildProcesses processes;

  ServerProgram(ChildProcesses processes) {
    this.processes = processes;
  }

  /** How a program ended. */
  record Ended(int status, String output, String errors) {
    boolean well() {
      return status == 0;
    }

    /** For a message: the status and what it wrote. */
    String describe() {
      return "status " + status + (errors.isBlank() ? "" : ": " + errors.strip());
    }
  }

  /**
   * Runs it. Meant for programs that print less than a pipe holds (64 KiB): their output is read
   * when they have ended, so that one that hangs is noticed.
   */
  Ended run(Command command, Duration atMost) {
    try (Child child = processes.start(command)) {
      Optional<Integer> status = child.await(atMost);
      if (status.isEmpty()) {
        throw new ChronosException(
            ErrorCode.EMBEDDED_DATABASE_FAILED,
            command.program() + " did not end within " + atMost.toSeconds() + " s");
      }
      String output = new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(status.get(), output, child.errors());
    } catch (IOException broken) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED, "Reading from " + command.program(), broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ChronosException(
          ErrorCode.SHUTTING_DOWN, "Interrupted while " + command.program() + " ran", stop);
    }
  }

  /**
   * A command in the root folder, which every account may enter, and with messages in English,
   * which is what our own messages quote.
   */
  static Command command(Path program, List<String> arguments, Map<String, String> environment) {
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("LC_ALL", "C");
    return new Command(program, arguments, whole, Optional.of(Path.of("/")));
  }

  /** A program of the system by its name. */
  static Optional<Path> find(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
