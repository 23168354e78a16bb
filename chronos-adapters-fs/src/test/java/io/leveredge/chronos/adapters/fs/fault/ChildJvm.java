package io.leveredge.chronos.adapters.fs.fault;

import io.leveredge.chronos.testkit.system.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's class path, so that it can be killed or run on a broken disk. */
public final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final int USUAL_MEBIBYTES = 128;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** Starts it as the last words of another command, for example strace. */
  public static ChildJvm start(List<String> within, Class<?> main, Object... arguments)
      throws IOException {
    return start(USUAL_MEBIBYTES, within, main, arguments);
  }

  /** With a heap of so many MiB. */
  public static ChildJvm start(
      int mebibytes, List<String> within, Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(within);
    command.addAll(JavaCommand.of(mebibytes, main, arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    return new ChildJvm(builder.start());
  }

  /** The next line it prints. */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("The child ended without a word");
    }
    return line;
  }

  /** Everything it prints until it ends. */
  public String rest() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      all.append(line).append('\n');
    }
    awaitEnd();
    return all.toString();
  }

  /** Kills it with SIGKILL and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The child does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs a program in a folder and answers what it printed, if it ended well. */
  public static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try (var reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      String printed = new BufferedReader(reader).lines().reduce("", (a, b) -> a + b + "\n");
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + printed);
      }
      return printed;
    }
  }
}
