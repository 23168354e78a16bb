package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.adapters.fs.deflate.DeflateEncoder;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Makes one deflate stream (RFC 1951) of each block. Used by one thread. */
interface BlockDeflater extends AutoCloseable {

  /**
   * Writes the block's plain bytes, compressed, to its stored ones, which it may replace by a
   * longer array.
   *
   * @param from where in the stored bytes the stream begins
   * @return where it ends
   */
  int deflate(Block block, int from);

  @Override
  default void close() {}

  /** The first level is that of our own encoder, the others are zlib's. */
  static BlockDeflater of(int level) {
    return level == 1 ? new Own() : new Zlib(level);
  }

  /** Twice as fast as zlib's first level, and no larger. */
  final class Own implements BlockDeflater {
    private final DeflateEncoder encoder = new DeflateEncoder();

    @Override
    public int deflate(Block block, int from) {
      return encoder.encode(block.plain, block.plainLength, block.stored, from);
    }
  }

  /** The JDK's, which searches longer for a shorter result. */
  final class Zlib implements BlockDeflater {
    private final Deflater deflater;

    Zlib(int level) {
      deflater = new Deflater(level, true);
    }

    @Override
    public int deflate(Block block, int from) {
      int end = from;
      deflater.reset();
      deflater.setInput(block.plain, 0, block.plainLength);
      deflater.finish();
      while (!deflater.finished()) {
        if (end == block.stored.length) {
          block.stored = Arrays.copyOf(block.stored, end + (end >> 3));
        }
        end += deflater.deflate(block.stored, end, block.stored.length - end);
      }
      return end;
    }

    @Override
    public void close() {
      deflater.end();
    }
  }
}
