package io.leveredge.chronos.adapters.fs.config;

import java.nio.file.Path;

/**
 * Backs up one root in a process of its own, {@code FOLDER ROOT}, and prints the folder of the
 * backup, its state, and what is missing. The folder's path and the root's are ASCII.
 */
final class CaptureProgram {
  private CaptureProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    ConfigTrial.Made made = new ConfigTrial(Path.of(arguments[0])).capture(Path.of(arguments[1]));
    System.out.println(made.folder());
    System.out.println(made.result().state());
    made.result().missing().forEach(System.out::println);
  }
}
