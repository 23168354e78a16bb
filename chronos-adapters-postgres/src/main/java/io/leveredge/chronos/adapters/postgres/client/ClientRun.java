package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.ChildLog;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Runs a client program to its end and hands on what it writes, as it writes it. */
public final class ClientRun {
  private static final int BUFFER = 256 * 1024;

  /** How long a program that has said everything may take to end. */
  private static final Duration LAST_BREATH = Duration.ofSeconds(60);

  private final ChildProcesses processes;
  private final ChildLog log;
  private final Abort abort;

  /**
   * @param abort ends the program when the work it is part of is given up
   */
  public ClientRun(ChildProcesses processes, ChildLog log, Abort abort) {
    this.processes = processes;
    this.log = log;
    this.abort = abort;
  }

  /** Takes the bytes that a program writes. */
  @FunctionalInterface
  public interface Bytes {
    void accept(byte[] buffer, int offset, int length);
  }

  /** How a program ended: its exit status, 128 + n for signal n, and its standard error. */
  public record Ending(int status, String errors) {}

  /**
   * Runs it. When this returns or throws the program is gone.
   *
   * @throws ChronosException when it cannot be started or does not end; whatever {@code output}
   *     throws is thrown on
   */
  public Ending run(Command command, Bytes output) {
    try (Child child = processes.start(command)) {
      Abort.Registration registration = abort.whenGivenUp(child::close);
      try {
        log.started(child.identity());
        pass(child.output(), output);
        int status = child.await(LAST_BREATH).orElseThrow(() -> endless(command));
        return new Ending(status, child.errors());
      } finally {
        registration.takeBack();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ChronosException(
          ErrorCode.DUMP_INTERRUPTED, command.program().getFileName() + " was stopped by us");
    }
  }

  private static void pass(InputStream from, Bytes to) {
    byte[] buffer = new byte[BUFFER];
    for (int length = read(from, buffer); length >= 0; length = read(from, buffer)) {
      to.accept(buffer, 0, length);
    }
  }

  /** A stream that breaks has ended: the program was killed, and its status says so. */
  private static int read(InputStream from, byte[] buffer) {
    try {
      return from.read(buffer);
    } catch (IOException broken) {
      return -1;
    }
  }

  private static ChronosException endless(Command command) {
    return new ChronosException(
        ErrorCode.DUMP_FAILED,
        "%s closed its output but did not end within %d seconds"
            .formatted(command.program(), LAST_BREATH.toSeconds()));
  }
}
