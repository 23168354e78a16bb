package io.leveredge.chronos.adapters.fs.block;

/**
 * Some of an artifact's bytes, plain and, once compressed, as they are stored. Reused: the arrays
 * stay, what they hold changes. Belongs to one thread at a time; {@link BlockLine} hands it on.
 */
final class Block {
  /** Large enough that compressing blocks alone costs little, small enough to read one row by. */
  static final int PLAIN_BYTES = 1 << 20;

  final byte[] plain = new byte[PLAIN_BYTES];
  int plainLength;

  byte[] stored;
  int storedLength;

  /** Set under the line's lock once {@link #stored} is filled. */
  boolean compressed;

  Block(int storedBytes) {
    stored = new byte[storedBytes];
  }

  /** Copies as much as fits and says how much that was. */
  int fill(byte[] bytes, int offset, int length) {
    int taken = Math.min(length, PLAIN_BYTES - plainLength);
    System.arraycopy(bytes, offset, plain, plainLength, taken);
    plainLength += taken;
    return taken;
  }

  boolean isFull() {
    return plainLength == PLAIN_BYTES;
  }

  void clear() {
    plainLength = 0;
    storedLength = 0;
    compressed = false;
  }
}
