package io.leveredge.chronos.adapters.postgres.sql;

import java.util.Arrays;

/**
 * A dollar-quoted string: its delimiter and the search for it (psqlscan.l, {@code dolqdelim} and
 * state {@code xdolq}). A delimiter is a dollar, perhaps a tag that begins with a letter,
 * underscore or byte beyond ASCII and goes on with those and digits, and a dollar.
 */
final class DollarQuote {
  /** Far more than an identifier has, so that nothing real meets it. */
  private static final int LONGEST = 1024;

  private byte[] delimiter = new byte[16];
  private int length;
  private int matched;

  /** After the first dollar. */
  void begin() {
    delimiter[0] = '$';
    length = 1;
    matched = 0;
  }

  /** Whether the byte goes on with the delimiter; {@code false} means that it was no delimiter. */
  boolean extend(byte c) {
    boolean part = c == '$' || SqlBytes.startsIdentifier(c) || (length > 1 && SqlBytes.isDigit(c));
    if (!part) {
      return false;
    }
    if (length == delimiter.length) {
      delimiter = Arrays.copyOf(delimiter, length * 2);
    }
    delimiter[length++] = c;
    return true;
  }

  /** Whether the tag is longer than any that is looked for. */
  boolean isTooLong() {
    return length >= LONGEST;
  }

  /** The tag so far. */
  byte[] tag() {
    return Arrays.copyOfRange(delimiter, 1, length);
  }

  /** Whether the delimiter is whole, and so the string open. */
  boolean isOpen() {
    return length > 1 && delimiter[length - 1] == '$';
  }

  /** Answers the index after the closing delimiter, or {@code to} where it has not come. */
  int skip(byte[] bytes, int from, int to) {
    for (int position = from; position < to; position++) {
      byte c = bytes[position];
      if (c == delimiter[matched]) {
        if (++matched == length) {
          length = 0;
          return position + 1;
        }
      } else {
        // A dollar stands only at both ends of the delimiter: no other byte can begin it anew.
        matched = c == '$' ? 1 : 0;
      }
    }
    return to;
  }
}
