package io.leveredge.chronos.adapters.fs.deflate;

/**
 * Compresses arrays of bytes, each to a deflate stream of its own (RFC 1951). Equal bytes are
 * always compressed equally. Takes some 250 KB, which it uses again and again; for one thread at a
 * time.
 */
public final class DeflateEncoder {
  private final MatchFinder finder = new MatchFinder();
  private final Sequences sequences = new Sequences();
  private final BlockEncoder blocks = new BlockEncoder();
  private final BitWriter out = new BitWriter();

  /**
   * How much room {@link #encode} needs, in bytes, whatever the bytes are. Each stored piece takes
   * up to six bytes more than it holds, there are at most two pieces to a block, and no block but
   * the last is shorter than {@link Sequences#FEWEST_BYTES}; the rest is what {@link BitWriter} may
   * overwrite behind the end.
   */
  public static int bound(int length) {
    return length + (length >> 12) + 2 * 6 + BitWriter.ROOM_BEHIND;
  }

  /**
   * Compresses the first {@code length} bytes.
   *
   * @param stored where to write to, with {@link #bound} bytes of room; what lies behind the end of
   *     the stream may be overwritten
   * @param from where in {@code stored} the stream begins
   * @return where in {@code stored} it ends
   * @throws IllegalArgumentException where there is too little room
   */
  public int encode(byte[] plain, int length, byte[] stored, int from) {
    if (stored.length - from < bound(length)) {
      throw new IllegalArgumentException(
          "%d bytes do not fit into %d for certain".formatted(length, stored.length - from));
    }
    finder.reset();
    out.reset(stored, from);
    int begin = 0;
    do {
      int end = finder.find(plain, begin, length, sequences);
      blocks.write(plain, begin, end, sequences, end == length, out);
      begin = end;
    } while (begin < length);
    out.alignToByte();
    return out.position;
  }
}
