package io.leveredge.chronos.adapters.fs.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Each block as a whole gzip member; members one after the other are one gzip file (RFC 1952,
 * section 2.2). The header holds neither name nor time, so that equal blocks are stored equally.
 */
final class GzipBlocks implements BlockCompressor {
  private static final byte DEFLATE = 8;
  private static final byte OS_UNKNOWN = (byte) 255;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, DEFLATE, 0, 0, 0, 0, 0, 0, OS_UNKNOWN};
  private static final int TRAILER = 8;
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What zlib's compressBound answers for such a block, and what surrounds it. */
  static final int STORED_BOUND =
      Block.PLAIN_BYTES
          + (Block.PLAIN_BYTES >> 12)
          + (Block.PLAIN_BYTES >> 14)
          + 13
          + HEADER.length
          + TRAILER;

  private final Deflater deflater;
  private final CRC32 crc = new CRC32();

  GzipBlocks(int level) {
    deflater = new Deflater(level, true);
  }

  @Override
  public void compress(Block block) {
    System.arraycopy(HEADER, 0, block.stored, 0, HEADER.length);
    int end = HEADER.length;
    deflater.reset();
    deflater.setInput(block.plain, 0, block.plainLength);
    deflater.finish();
    while (!deflater.finished()) {
      if (end == block.stored.length) {
        block.stored = Arrays.copyOf(block.stored, end + (end >> 3));
      }
      end += deflater.deflate(block.stored, end, block.stored.length - end);
    }
    if (block.stored.length - end < TRAILER) {
      block.stored = Arrays.copyOf(block.stored, end + TRAILER);
    }
    crc.reset();
    crc.update(block.plain, 0, block.plainLength);
    LITTLE_ENDIAN.set(block.stored, end, (int) crc.getValue());
    LITTLE_ENDIAN.set(block.stored, end + Integer.BYTES, block.plainLength);
    block.storedLength = end + TRAILER;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
