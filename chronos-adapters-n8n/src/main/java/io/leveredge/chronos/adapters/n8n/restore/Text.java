package io.leveredge.chronos.adapters.n8n.restore;

import java.util.Collection;
import java.util.stream.Collectors;

/** What others wrote, made fit for a message of one line. */
final class Text {
  private static final int LONGEST = 80;
  private static final int MOST = 10;

  private Text() {}

  /** On one line and not too long. */
  static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) > LONGEST
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…"
        : line;
  }

  /** The first of them, and how many more there are. */
  static String some(Collection<String> all) {
    String first = all.stream().limit(MOST).map(Text::line).collect(Collectors.joining(", "));
    return all.size() > MOST ? first + " and " + (all.size() - MOST) + " more" : first;
  }
}
