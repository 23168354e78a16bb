package io.leveredge.chronos.app.restore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whoever started the command.
 *
 * @param answers whether somebody is there who can answer a question
 * @param repaints whether a line of {@code errors} can be written over
 */
record Terminal(
    BufferedReader input,
    PrintStream output,
    PrintStream errors,
    boolean answers,
    boolean repaints) {

  /** Over the streams of this process. */
  static Terminal of(InputStream input, PrintStream output, PrintStream errors) {
    return new Terminal(
        new BufferedReader(new InputStreamReader(input, Charset.defaultCharset())),
        output,
        errors,
        isTerminal(0),
        isTerminal(2));
  }

  /** Where a standard stream goes, as /proc says (proc manual page, /proc/pid/fd). */
  private static boolean isTerminal(int stream) {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  void say(String line) {
    output.println(plain(line));
    output.flush();
  }

  void complain(String line) {
    errors.println(plain(line));
    errors.flush();
  }

  /** The answer to a question; empty at the end of the input. */
  Optional<String> ask(String question) throws IOException {
    output.print(plain(question));
    output.flush();
    return Optional.ofNullable(input.readLine());
  }

  /** Names out of a backup must not move the cursor. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
