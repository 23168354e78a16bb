package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Feeds bytes in pieces of given sizes, each from the middle of an array full of traps. */
final class Pieces {
  private Pieces() {}

  /** Takes one piece. */
  interface Taker {
    void accept(byte[] bytes, int offset, int length);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** All at once. */
  static void whole(byte[] bytes, Taker taker) {
    taker.accept(bytes, 0, bytes.length);
  }

  /**
   * In pieces; the sizes are used round and round. What surrounds a piece in its array would change
   * the outcome if it were looked at, and is overwritten when the piece was taken.
   */
  static void cut(byte[] bytes, List<Integer> sizes, Taker taker) {
    int position = 0;
    for (int i = 0; position < bytes.length; i++) {
      int size = Math.min(Math.max(1, sizes.get(i % sizes.size())), bytes.length - position);
      int margin = i % 11;
      byte[] piece = new byte[margin + size + (i % 13)];
      Arrays.fill(piece, (byte) '\n');
      System.arraycopy(bytes, position, piece, margin, size);
      taker.accept(piece, margin, size);
      Arrays.fill(piece, (byte) '\'');
      position += size;
    }
  }
}
