package io.leveredge.chronos.adapters.postgres.sql;

/**
 * The inside of a block comment, which may hold others (psqlscan.l, state {@code xc}). The bytes of
 * one {@code /*} or of one {@code *}{@code /} count once: {@code /*}{@code /} opens and does not
 * close.
 */
final class BlockComment {
  private int depth;
  private byte before;

  /** After the two bytes that open one outside of any. */
  void open() {
    depth = 1;
    before = 0;
  }

  boolean isOpen() {
    return depth > 0;
  }

  /** Answers the index after the comment's end, or {@code to} where it is still open. */
  int skip(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && depth > 0) {
      byte c = bytes[position++];
      if (before == '/' && c == '*') {
        depth++;
        before = 0;
      } else if (before == '*' && c == '/') {
        depth--;
        before = 0;
      } else {
        before = c;
      }
    }
    return position;
  }
}
