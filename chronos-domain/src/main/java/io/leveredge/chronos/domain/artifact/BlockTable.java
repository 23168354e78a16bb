package io.leveredge.chronos.domain.artifact;

import java.util.Arrays;

/**
 * Where the independently compressed blocks of an artifact begin, plain and stored, so that a part
 * of it can be read without the rest. Two growing arrays: 16 bytes a block.
 */
public final class BlockTable {
  private long[] plainOffsets = new long[64];
  private long[] storedOffsets = new long[64];
  private int size;

  /** Appends a block; offsets never decrease. */
  public void add(long plainOffset, long storedOffset) {
    if (size > 0
        && (plainOffset < plainOffsets[size - 1] || storedOffset < storedOffsets[size - 1])) {
      throw new IllegalArgumentException("Block " + size + " begins before the one it follows");
    }
    if (size == plainOffsets.length) {
      plainOffsets = Arrays.copyOf(plainOffsets, size * 2);
      storedOffsets = Arrays.copyOf(storedOffsets, size * 2);
    }
    plainOffsets[size] = plainOffset;
    storedOffsets[size] = storedOffset;
    size++;
  }

  public int size() {
    return size;
  }

  /**
   * The block that holds the byte at that offset of the decompressed artifact; for an offset behind
   * the end, the last one.
   */
  public int blockAt(long plainOffset) {
    if (size == 0 || plainOffset < plainOffsets[0]) {
      throw new IllegalArgumentException("No block holds the byte at " + plainOffset);
    }
    int found = Arrays.binarySearch(plainOffsets, 0, size, plainOffset);
    return found >= 0 ? found : -found - 2;
  }

  /** Where the block begins once decompressed. */
  public long plainOffset(int block) {
    return plainOffsets[checked(block)];
  }

  /** Where the block begins on disk. */
  public long storedOffset(int block) {
    return storedOffsets[checked(block)];
  }

  private int checked(int block) {
    return java.util.Objects.checkIndex(block, size);
  }
}
