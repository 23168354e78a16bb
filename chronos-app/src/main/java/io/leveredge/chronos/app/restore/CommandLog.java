package io.leveredge.chronos.app.restore;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends the log, which a service writes to its console, to a file: the terminal is for a person.
 */
final class CommandLog {
  private static final String FILE = "restore.log";

  private CommandLog() {}

  /** To be called before anything is logged. */
  static void begin(Path state) {
    boolean kept = Files.isDirectory(state) && Files.isWritable(state);
    System.setProperty(
        "logback.configurationFile", kept ? "logback-restore.xml" : "logback-errors.xml");
    System.setProperty("chronos.restore.log", state.resolve(FILE).toString());
  }
}
