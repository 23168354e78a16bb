package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.Codec;

/**
 * How to compress.
 *
 * @param level 1 (fast) to 9 (small), of gzip or zstd
 * @param threads at most so many compress at the same time
 */
public record Compression(Codec codec, int level, int threads) {
  public Compression {
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("Not a level of compression from 1 to 9: " + level);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("Nothing is compressed by " + threads + " threads");
    }
  }
}
