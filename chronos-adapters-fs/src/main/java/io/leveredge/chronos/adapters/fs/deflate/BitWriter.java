package io.leveredge.chronos.adapters.fs.deflate;

/**
 * Writes bits, the first into the lowest bit of a byte (RFC 1951, section 3.1.1). Fewer than eight
 * of them wait between two calls. The fields are open to {@link SequenceWriter}, whose loop keeps
 * them in registers.
 */
final class BitWriter {
  /** Bits are written as whole words: so many bytes behind the end may be overwritten. */
  static final int ROOM_BEHIND = Long.BYTES;

  byte[] bytes = new byte[0];

  /** Where in {@link #bytes} the waiting bits will go. */
  int position;

  /** The waiting bits; those above {@link #count} are zeros. */
  long waiting;

  int count;

  void reset(byte[] into, int from) {
    bytes = into;
    position = from;
    waiting = 0;
    count = 0;
  }

  /** Writes the lowest {@code length} bits of a value that has no others, at most 56. */
  void put(long value, int length) {
    waiting |= value << count;
    count += length;
    flush();
  }

  /** Fills a byte that was begun with zeros. */
  void alignToByte() {
    count = (count + 7) & ~7;
    flush();
  }

  /** Writes whole bytes; only at the border of one. */
  void copy(byte[] plain, int from, int length) {
    System.arraycopy(plain, from, bytes, position, length);
    position += length;
  }

  private void flush() {
    Words.set(bytes, position, waiting);
    position += count >>> 3;
    waiting >>>= count & ~7;
    count &= 7;
  }
}
