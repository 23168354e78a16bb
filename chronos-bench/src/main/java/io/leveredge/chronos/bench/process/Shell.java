package io.leveredge.chronos.bench.process;

import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs bash scripts, for pipelines and redirections. A script is a constant; what changes reaches
 * it as environment variables, so that no value is ever read as shell syntax.
 *
 * <p>When it is closed, by another thread, what runs is ended and nothing more is begun.
 */
public final class Shell implements AutoCloseable {
  private static final Path BASH = Path.of("/bin/bash");

  /** A pipeline fails when any of its programs does; dash, Debian's sh, cannot do that. */
  private static final String STRICT = "set -euo pipefail\n";

  private final ChildProcesses processes;
  private final Clock clock;
  private final Set<Child> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Shell(ChildProcesses processes, Clock clock) {
    this.processes = processes;
    this.clock = clock;
  }

  /**
   * Runs a script to its end.
   *
   * @param script prints at most what a pipe holds (64 KiB)
   * @return how long it took, the start of the shell included
   * @throws BenchFailure when it fails or takes too long
   */
  public Duration run(String script, Map<String, String> variables, Duration atMost) {
    long begin = clock.nanos();
    output(script, variables, atMost);
    return Duration.ofNanos(clock.nanos() - begin);
  }

  /** The same; answers what the script printed, without white space at the ends. */
  public String output(String script, Map<String, String> variables, Duration atMost) {
    try (Child child = begin(script, variables)) {
      return output(child, script, atMost);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("Interrupted", stop);
    }
  }

  private Child begin(String script, Map<String, String> variables) {
    Child child = processes.start(command(script, List.of(), variables));
    running.add(child);
    if (closed) {
      child.close();
      throw new BenchFailure("The benchmark was stopped");
    }
    return child;
  }

  private String output(Child child, String script, Duration atMost)
      throws IOException, InterruptedException {
    try {
      Optional<Integer> status = child.await(atMost);
      if (status.isEmpty()) {
        throw new BenchFailure("Not done within " + atMost.toSeconds() + " s: " + script);
      }
      String output = new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
      if (status.get() != 0) {
        throw new BenchFailure("Status " + status.get() + ": " + child.errors().strip());
      }
      return output.strip();
    } finally {
      running.remove(child);
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Child::close);
  }

  /**
   * Starts a program whose output and errors go to a file. The process is the program itself: its
   * pid is the child's.
   */
  public Child startLogged(List<String> program, Map<String, String> variables, Path log) {
    Map<String, String> all = new java.util.HashMap<>(variables);
    all.put("BENCH_LOG", log.toString());
    return processes.start(command("exec \"$@\" >\"$BENCH_LOG\" 2>&1", program, all));
  }

  /** The program of that name in the usual folders, or empty where it is not installed. */
  public static Optional<Path> installed(String program) {
    return Stream.of("/usr/local/bin", "/usr/bin", "/bin")
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Command command(
      String script, List<String> arguments, Map<String, String> variables) {
    List<String> line =
        Stream.concat(Stream.of("-c", STRICT + script, "bash"), arguments.stream()).toList();
    return new Command(BASH, line, variables, Optional.empty());
  }
}
