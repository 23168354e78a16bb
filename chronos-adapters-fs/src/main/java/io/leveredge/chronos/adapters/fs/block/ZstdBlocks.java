package io.leveredge.chronos.adapters.fs.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;

/**
 * Each block as a whole Zstandard frame with its content size and checksum; frames one after the
 * other are one file (RFC 8878, section 3).
 */
final class ZstdBlocks implements BlockCompressor {
  private final ZstdCompressCtx context;

  ZstdBlocks(int level) {
    context = new ZstdCompressCtx();
    context.setLevel(level);
    context.setContentSize(true);
    context.setChecksum(true);
  }

  /**
   * How long a stored block can become, as the library says.
   *
   * @throws ChronosException where the library, which is native code, does not load
   */
  static int storedBound() {
    try {
      return Math.toIntExact(Zstd.compressBound(Block.PLAIN_BYTES));
    } catch (LinkageError missing) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          "zstd does not load on this machine (" + missing.getMessage() + "); use gzip",
          missing);
    }
  }

  @Override
  public void compress(Block block) {
    block.storedLength =
        context.compressByteArray(
            block.stored, 0, block.stored.length, block.plain, 0, block.plainLength);
  }

  @Override
  public void close() {
    context.close();
  }
}
