package io.leveredge.chronos.adapters.postgres.sql;

/**
 * The kinds of bytes in SQL text, as psqlscan.l has them. Bytes beyond ASCII are letters: every
 * server encoding keeps ASCII bytes for ASCII characters (PostgreSQL manual, "Character Set
 * Support").
 */
final class SqlBytes {
  private SqlBytes() {}

  static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isLineEnd(byte c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsIdentifier(byte c) {
    return c < 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean continuesIdentifier(byte c) {
    return startsIdentifier(c) || isDigit(c) || c == '$';
  }
}
