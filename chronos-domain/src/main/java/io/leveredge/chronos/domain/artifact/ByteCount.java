package io.leveredge.chronos.domain.artifact;

/** A number of bytes, never negative. */
public record ByteCount(long value) implements Comparable<ByteCount> {
  public static final ByteCount ZERO = new ByteCount(0);

  public ByteCount {
    if (value < 0) {
      throw new IllegalArgumentException("A negative number of bytes: " + value);
    }
  }

  public static ByteCount of(long bytes) {
    return new ByteCount(bytes);
  }

  public static ByteCount ofMebibytes(long mebibytes) {
    return new ByteCount(Math.multiplyExact(mebibytes, 1L << 20));
  }

  public ByteCount plus(ByteCount other) {
    return new ByteCount(Math.addExact(value, other.value));
  }

  @Override
  public int compareTo(ByteCount other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value + " bytes";
  }
}
