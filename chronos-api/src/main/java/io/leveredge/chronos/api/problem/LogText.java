package io.leveredge.chronos.api.problem;

import java.util.HexFormat;

/**
 * Text of others, made safe for a log: one that holds line breaks could forge lines, one that holds
 * escape codes could command the terminal it is read on.
 */
public final class LogText {
  private LogText() {}

  /** The text in double quotes, on one line, every unprintable character as an escape. */
  public static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\\"") + '"';
  }

  /** The text on one line, every unprintable character and backslash as an escape. */
  static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars().forEach(character -> append(line, (char) character));
    return line.toString();
  }

  private static void append(StringBuilder line, char character) {
    switch (character) {
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (printable(character)) {
          line.append(character);
        } else {
          line.append("\\u").append(HexFormat.of().toHexDigits(character));
        }
      }
    }
  }

  private static boolean printable(char character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
