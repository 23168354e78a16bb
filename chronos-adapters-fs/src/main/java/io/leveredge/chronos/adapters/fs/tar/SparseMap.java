package io.leveredge.chronos.adapters.fs.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a file with holes has data. The stretches of data grow with the offset and do not touch.
 */
public final class SparseMap {
  private final long size;
  private long[] offsets = new long[16];
  private long[] lengths = new long[16];
  private int stretches;
  private long dataBytes;

  /**
   * A file of that size without any data yet.
   *
   * @param size in bytes, holes included
   */
  public SparseMap(long size) {
    this.size = size;
  }

  /** Adds a stretch of data behind the others; one that touches the last makes it longer. */
  public void add(long offset, long length) {
    long end = stretches == 0 ? 0 : offsets[stretches - 1] + lengths[stretches - 1];
    if (offset < end || length <= 0 || offset + length > size) {
      throw new IllegalArgumentException(
          "Data of %d bytes at %d, behind %d, in a file of %d"
              .formatted(length, offset, end, size));
    }
    dataBytes += length;
    if (stretches > 0 && offset == end) {
      lengths[stretches - 1] += length;
      return;
    }
    if (stretches == offsets.length) {
      offsets = Arrays.copyOf(offsets, stretches * 2);
      lengths = Arrays.copyOf(lengths, stretches * 2);
    }
    offsets[stretches] = offset;
    lengths[stretches] = length;
    stretches++;
  }

  /** The size of the file, holes included. */
  public long size() {
    return size;
  }

  /** How many stretches of data there are. */
  public int stretches() {
    return stretches;
  }

  public long offset(int stretch) {
    return offsets[java.util.Objects.checkIndex(stretch, stretches)];
  }

  public long length(int stretch) {
    return lengths[java.util.Objects.checkIndex(stretch, stretches)];
  }

  /** The bytes of all stretches together. */
  public long dataBytes() {
    return dataBytes;
  }

  /**
   * As it lies before the data (GNU tar manual, "Storing Sparse Files", version 1.0): numbers in
   * lines, filled up to whole blocks. A hole at the end is told by an empty stretch there.
   */
  byte[] encoded() {
    boolean holeAtEnd = stretches == 0 || offsets[stretches - 1] + lengths[stretches - 1] < size;
    StringBuilder text = new StringBuilder();
    text.append(stretches + (holeAtEnd ? 1 : 0)).append('\n');
    for (int i = 0; i < stretches; i++) {
      text.append(offsets[i]).append('\n').append(lengths[i]).append('\n');
    }
    if (holeAtEnd) {
      text.append(size).append("\n0\n");
    }
    byte[] numbers = text.toString().getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(numbers, numbers.length + TarWriter.padding(numbers.length));
  }
}
