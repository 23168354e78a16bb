package io.leveredge.chronos.checkout;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of the checkout, run to its end. */
record Script(int status, String output) {
  static final Path CHECKOUT =
      Path.of(
              URI.create(
                  Script.class.getProtectionDomain().getCodeSource().getLocation().toString()))
          .resolve("../../..")
          .normalize();

  /** Runs a program in the checkout's folder; its errors are part of its output. */
  static Script run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Script(process.waitFor(), output);
  }
}
