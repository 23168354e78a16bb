package io.leveredge.chronos.adapters.postgres.sql;

import java.util.Optional;

/**
 * Reads the few statements of a dump that have a meaning here, word by word. What is not there is
 * an empty answer and leaves the place unchanged.
 */
public final class SqlWords {
  private final String text;
  private int position;

  /** Before the first word. */
  public SqlWords(String text) {
    this.text = text;
  }

  /** Whether everything has been read. */
  public boolean atEnd() {
    skipSpace();
    return position == text.length();
  }

  /** What has not been read. */
  public String rest() {
    return text.substring(position);
  }

  /** Goes past a keyword in any case, or punctuation. */
  public boolean skip(String word) {
    skipSpace();
    int end = position + word.length();
    if (!text.regionMatches(true, position, word, 0, word.length())) {
      return false;
    }
    boolean isWord = continuesIdentifier(word.charAt(word.length() - 1));
    if (isWord && end < text.length() && continuesIdentifier(text.charAt(end))) {
      return false;
    }
    position = end;
    return true;
  }

  /** A name as the server stores it: unquoted, or in lower case where it has no quotes. */
  public Optional<String> identifier() {
    skipSpace();
    if (position < text.length() && text.charAt(position) == '"') {
      return quoted('"');
    }
    int end = position;
    while (end < text.length() && continuesIdentifier(text.charAt(end))) {
      end++;
    }
    if (end == position || Character.isDigit(text.charAt(position))) {
      return Optional.empty();
    }
    String name = text.substring(position, end);
    position = end;
    return Optional.of(lowerAscii(name));
  }

  /** A string without escapes other than doubled quotes. */
  public Optional<String> string() {
    skipSpace();
    return position < text.length() && text.charAt(position) == '\''
        ? quoted('\'')
        : Optional.empty();
  }

  /** A whole number with or without a minus. */
  public Optional<Long> number() {
    skipSpace();
    int end = position;
    while (end < text.length() && "-0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    try {
      long number = Long.parseLong(text, position, end, 10);
      position = end;
      return Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<String> quoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (int i = position + 1; i < text.length(); i++) {
      if (text.charAt(i) != quote) {
        value.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        value.append(quote);
        i++;
      } else {
        position = i + 1;
        return Optional.of(value.toString());
      }
    }
    return Optional.empty();
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r\f".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private static boolean continuesIdentifier(char c) {
    return c >= 0x80 || SqlBytes.continuesIdentifier((byte) c);
  }

  /** The server folds ASCII letters; others only in single-byte encodings, where pg_dump quotes. */
  private static String lowerAscii(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }
}
