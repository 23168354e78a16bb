package io.leveredge.chronos.app.running;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A shell into which somebody types, and which is left open. */
final class Typing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String DONE = "=== done ===";
  static final String FAILED = "=== failed: ";

  private final Process shell;
  private final Writer keyboard;
  private final Path screen;

  /**
   * Opens it. Ctrl-C works in it also where the tests run in the background, which ignores that.
   *
   * @param environment what must differ from that of the tests
   */
  Typing(Path folder, Map<String, String> environment) throws IOException {
    screen = Files.createTempFile("typing", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=INT", "bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    ServiceProcess.forgetOperator(builder.environment());
    builder.environment().putAll(environment);
    shell = builder.start();
    keyboard = shell.outputWriter(StandardCharsets.UTF_8);
    // A command that fails says so, and the next one is typed all the same.
    type("set -o pipefail -o errtrace; trap 'echo \"" + FAILED + "$BASH_COMMAND\"' ERR");
  }

  /** Types commands and answers all that they have shown, once the last one has ended. */
  String type(String commands) throws IOException {
    String all = typeUntil(commands + "\necho '" + DONE + "'", DONE);
    return all.substring(0, all.indexOf(DONE));
  }

  /** Types commands of which the last does not end by itself, and waits until it shows that. */
  String typeUntil(String commands, String shows) throws IOException {
    int before = shown().length();
    keyboard.write(commands + "\n");
    keyboard.flush();
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .failFast(() -> !shell.isAlive())
          .until(() -> shown().indexOf(shows, before) >= 0);
    } catch (ConditionTimeoutException | TerminalFailureException never) {
      throw new AssertionError("Typed:\n" + commands + "\nand saw only:\n" + shown(), never);
    }
    return shown().substring(before);
  }

  /** Ctrl-C where no terminal makes a signal of it: what runs ends, and the shell stays. */
  void interrupt() throws IOException, InterruptedException {
    for (ProcessHandle each : shell.children().toList()) {
      new ProcessBuilder("kill", "-INT", Long.toString(each.pid())).start().waitFor();
    }
    type(":");
  }

  /** Presses a key for the program that runs and reads keys, and waits until it has ended. */
  void pressAtLast(String key) throws IOException {
    keyboard.write(key);
    keyboard.flush();
    await().atMost(PATIENCE).until(() -> shell.children().findAny().isEmpty());
    type(":");
  }

  String shown() throws IOException {
    return Files.readString(screen);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> running = shell.descendants().toList();
    running.forEach(ProcessHandle::destroy);
    keyboard.close();
    for (ProcessHandle each : running) {
      each.onExit().completeOnTimeout(each, 20, TimeUnit.SECONDS).join();
      each.destroyForcibly();
    }
    shell.destroyForcibly();
    shell.onExit().join();
    Files.delete(screen);
  }
}
