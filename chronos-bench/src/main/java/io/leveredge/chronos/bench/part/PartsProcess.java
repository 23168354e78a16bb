package io.leveredge.chronos.bench.part;

import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.bench.service.PeakMemory;
import io.leveredge.chronos.bench.service.ServiceProgram;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A JVM with the options of the service's that does parts of a restore and nothing else, so that
 * each has a time of its own and all of them a peak of memory.
 */
public final class PartsProcess implements AutoCloseable {
  static final String BETWEEN = "\t";
  static final String DONE = "done";
  private static final int START_LIMIT_MILLIS = 60_000;
  private static final int PART_LIMIT_MILLIS = 15 * 60_000;

  private final Child child;
  private final Socket socket;
  private final BufferedReader answers;
  private final PrintWriter asked;
  private final Path log;

  private PartsProcess(Child child, Socket socket, Path log) throws IOException {
    this.child = child;
    this.socket = socket;
    this.log = log;
    socket.setSoTimeout(PART_LIMIT_MILLIS);
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    asked = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param log a file for what it says
   * @throws BenchFailure where it does not come up
   */
  public static PartsProcess start(Shell shell, ServiceProgram program, Path log) {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      door.setSoTimeout(START_LIMIT_MILLIS);
      String port = Integer.toString(door.getLocalPort());
      Child child = shell.startLogged(program.commandLine(PartsProgram.class, port), Map.of(), log);
      try {
        return new PartsProcess(child, door.accept(), log);
      } catch (IOException failure) {
        child.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new BenchFailure("The JVM for the parts of a restore does not start: " + log, failure);
    }
  }

  /**
   * Does one part.
   *
   * @param words what the part takes; without tabs and line ends
   * @return the time as measured within, without the way to the process and back
   * @throws BenchFailure where it fails
   */
  public Duration run(Part part, String... words) {
    try {
      asked.println(part.name() + BETWEEN + String.join(BETWEEN, words));
      String answer = String.valueOf(answers.readLine());
      if (!answer.startsWith(DONE + BETWEEN)) {
        throw new BenchFailure(part + " " + answer + " (" + log + ")");
      }
      return Duration.ofNanos(Long.parseLong(answer.substring(DONE.length() + BETWEEN.length())));
    } catch (IOException failure) {
      throw new BenchFailure(part + " was not done: " + log, failure);
    }
  }

  /** The most memory it ever held, in bytes. */
  public long peakMemory() {
    return PeakMemory.ofProcess(child.identity().pid());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // The process is ended below, whatever became of its connection.
    } finally {
      child.close();
    }
  }
}
