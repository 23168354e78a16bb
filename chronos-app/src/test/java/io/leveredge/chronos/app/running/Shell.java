package io.leveredge.chronos.app.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Ordinary tools, as a person would use them. */
final class Shell {
  private Shell() {}

  /** How a script ended, and all it wrote. */
  record Result(int status, String output) {}

  /**
   * Runs a script in a folder.
   *
   * @param environment names and values in turn
   */
  static Result run(Path folder, String script, String... environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> all = builder.environment();
    for (int i = 0; i < environment.length; i += 2) {
      all.put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
