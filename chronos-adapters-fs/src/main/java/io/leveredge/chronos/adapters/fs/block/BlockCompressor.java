package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.Codec;

/** Turns plain blocks into stored ones, each of which can be read alone. Used by one thread. */
interface BlockCompressor extends AutoCloseable {

  void compress(Block block);

  @Override
  default void close() {}

  /** A compressor of its own for the calling thread. */
  static BlockCompressor of(Codec codec, int level) {
    return switch (codec) {
      case NONE -> new PlainBlocks();
      case GZIP -> new GzipBlocks(level);
      case ZSTD -> new ZstdBlocks(level);
    };
  }

  /** How long a stored block of that codec can become: a first size, {@code compress} may grow. */
  static int storedBound(Codec codec) {
    return switch (codec) {
      case NONE -> 0;
      case GZIP -> GzipBlocks.STORED_BOUND;
      case ZSTD -> ZstdBlocks.storedBound();
    };
  }
}
