package io.leveredge.chronos.adapters.os.hook;

import java.util.List;
import java.util.stream.Collectors;

/** The last line that a command complained with, made fit for a message. */
final class LastLine {
  private static final int MOST_CHARACTERS = 300;

  private LastLine() {}

  /** After that prefix; nothing at all where it said nothing. */
  static String of(String errors, String prefix) {
    List<String> lines = errors.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "" : prefix + escaped(cut(lines.getLast()));
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }

  /** Control characters could forge a line of a log or command a terminal. */
  private static String escaped(String line) {
    return line.codePoints()
        .mapToObj(
            c ->
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    ? "\\u%04x".formatted(c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }
}
