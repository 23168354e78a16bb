package io.leveredge.chronos.testkit.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a program of the tests in a JVM of its own: this JVM's Java and class
 * path, and as little as a process that lives for seconds needs.
 */
public final class JavaCommand {
  private static final int USUAL_MEBIBYTES = 128;

  private JavaCommand() {}

  /** Java, its options, the program and its arguments. */
  public static List<String> of(Class<?> main, Object... arguments) {
    return of(USUAL_MEBIBYTES, main, arguments);
  }

  /** With a heap of so many MiB. */
  public static List<String> of(int mebibytes, Class<?> main, Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + mebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
