package io.leveredge.chronos.adapters.postgres.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time (H. S. Warren, "Hacker's Delight", section 6-1). The marks made
 * here are exact: the highest bit of each byte that matches, and no other bit.
 */
final class ByteSearch {
  /** A little-endian word out of a byte array. */
  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long ONES = 0x0101010101010101L;

  private ByteSearch() {}

  /** Marks tabs and line feeds. */
  static long tabsAndLineFeeds(long word) {
    long low = word & LOW_BITS;
    long tabOrMore = low + ONES * (0x80 - '\t');
    long moreThanLineFeed = low + ONES * (0x80 - '\n' - 1);
    return tabOrMore & ~moreThanLineFeed & ~word & ~LOW_BITS;
  }

  /** How many bytes lie before the first mark; not for a word without marks. */
  static int bytesBefore(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** The index of the first tab or line feed, or {@code to}. */
  static int tabOrLineFeed(byte[] bytes, int from, int to) {
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      long marks = tabsAndLineFeeds((long) WORD.get(bytes, position));
      if (marks != 0) {
        return position + bytesBefore(marks);
      }
    }
    while (position < to && bytes[position] != '\t' && bytes[position] != '\n') {
      position++;
    }
    return position;
  }

  /** The index of the first byte that is one of two ASCII characters, or {@code to}. */
  static int either(byte[] bytes, int from, int to, char one, char other) {
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      long word = (long) WORD.get(bytes, position);
      long marks = equal(word, one) | equal(word, other);
      if (marks != 0) {
        return position + bytesBefore(marks);
      }
    }
    while (position < to && bytes[position] != one && bytes[position] != other) {
      position++;
    }
    return position;
  }

  /** How many line feeds there are. */
  static int lineFeeds(byte[] bytes, int from, int to) {
    int count = 0;
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      count += Long.bitCount(equal((long) WORD.get(bytes, position), '\n'));
    }
    for (; position < to; position++) {
      count += bytes[position] == '\n' ? 1 : 0;
    }
    return count;
  }

  private static long equal(long word, char ascii) {
    long difference = word ^ (ONES * ascii);
    return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
  }
}
