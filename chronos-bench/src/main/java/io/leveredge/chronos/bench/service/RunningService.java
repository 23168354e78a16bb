package io.leveredge.chronos.bench.service;

import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One service on a free port of loopback, from its start to its end. */
public final class RunningService implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int LOG_LINES = 20;

  private final ServiceSettings settings;
  private final Clock clock;
  private final Child child;
  private final ServiceClient client;
  private final Duration startTime;

  private RunningService(
      ServiceSettings settings, Clock clock, Child child, ServiceClient client, long begin) {
    this.settings = settings;
    this.clock = clock;
    this.child = child;
    this.client = client;
    this.startTime = awaitHealth(begin);
  }

  /**
   * Starts one and waits until it is healthy.
   *
   * @param classData see {@link ServiceProgram}
   */
  public static RunningService start(
      Shell shell,
      Clock clock,
      ServiceProgram program,
      Optional<Path> classData,
      ServiceSettings settings) {
    int port = freePort();
    ServiceClient client = new ServiceClient(port);
    long begin = clock.nanos();
    Child child =
        shell.startLogged(
            program.commandLine(classData), settings.environment(port), settings.log());
    try {
      return new RunningService(settings, clock, child, client, begin);
    } catch (RuntimeException failure) {
      client.close();
      child.close();
      throw failure;
    }
  }

  /** From the start of the process to the first 200 of {@code GET /health}. */
  public Duration startTime() {
    return startTime;
  }

  public ServiceClient client() {
    return client;
  }

  /** The most memory it ever held, in bytes. */
  public long peakMemory() {
    return PeakMemory.ofProcess(child.identity().pid());
  }

  /** Stops it as an operator does, with SIGTERM, and by force where that does not do. */
  @Override
  public void close() {
    client.close();
    ProcessHandle.of(child.identity().pid()).ifPresent(ProcessHandle::destroy);
    try {
      child.await(STOP_LIMIT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      child.close();
    }
  }

  private Duration awaitHealth(long begin) {
    while (clock.nanos() - begin < START_LIMIT.toNanos()) {
      if (client.isHealthy()) {
        return Duration.ofNanos(clock.nanos() - begin);
      }
      try {
        Optional<Integer> status = child.await(LOOK);
        if (status.isPresent()) {
          throw new BenchFailure(
              "The service ended with status "
                  + status.get()
                  + " before it was healthy\n"
                  + lastLogLines());
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new BenchFailure("Interrupted", stop);
      }
    }
    throw new BenchFailure(
        "The service was not healthy after " + START_LIMIT.toSeconds() + " s\n" + lastLogLines());
  }

  private String lastLogLines() {
    try {
      List<String> lines = Files.readAllLines(settings.log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new BenchFailure("No free port on loopback", none);
    }
  }
}
