package io.leveredge.chronos.adapters.fs.config;

import java.util.regex.Pattern;

/** Turns a pattern of {@link Excludes} into a regular expression. Used once. */
final class GlobParser {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  GlobParser(String glob) {
    this.glob = glob;
  }

  /**
   * @throws IllegalArgumentException naming the pattern where it ends too early
   */
  Pattern parse() {
    while (at < glob.length()) {
      if (glob.startsWith("/**/", at)) {
        regex.append("/(?:.*/)?");
        at += 4;
      } else if (at == 0 && glob.startsWith("**/")) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else {
        one(glob.charAt(at++));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private void one(char symbol) {
    switch (symbol) {
      case '*' -> regex.append("[^/]*");
      case '?' -> regex.append("[^/]");
      case '[' -> set();
      case '\\' -> literal(next());
      default -> literal(symbol);
    }
  }

  /** One of some characters; a bracket that comes first is one of them. */
  private void set() {
    char symbol = next();
    boolean not = symbol == '!' || symbol == '^';
    regex.append(not ? "[^/" : "[");
    symbol = not ? next() : symbol;
    do {
      if (symbol == '-' && at < glob.length() && glob.charAt(at) != ']' && last() != '[') {
        regex.append('-');
      } else {
        literal(symbol == '\\' ? next() : symbol);
      }
      symbol = next();
    } while (symbol != ']');
    regex.append(']');
  }

  private char last() {
    return regex.charAt(regex.length() - 1);
  }

  private void literal(char symbol) {
    if (symbol < 0x80 && !Character.isLetterOrDigit(symbol)) {
      regex.append('\\');
    }
    regex.append(symbol);
  }

  private char next() {
    if (at == glob.length()) {
      throw new IllegalArgumentException("The pattern '" + glob + "' ends too early");
    }
    return glob.charAt(at++);
  }
}
