package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.adapters.fs.deflate.DeflateEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

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

  /** What our own encoder asks for, and what surrounds it. Zlib may need more, and takes it. */
  static final int STORED_BOUND = HEADER.length + DeflateEncoder.bound(Block.PLAIN_BYTES) + TRAILER;

  private final BlockDeflater deflater;
  private final CRC32 crc = new CRC32();

  GzipBlocks(int level) {
    deflater = BlockDeflater.of(level);
  }

  @Override
  public void compress(Block block) {
    System.arraycopy(HEADER, 0, block.stored, 0, HEADER.length);
    int end = deflater.deflate(block, HEADER.length);
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
    deflater.close();
  }
}
