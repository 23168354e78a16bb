package io.leveredge.chronos.engine.verification;

import java.util.Arrays;

/** Keeps the last bytes of a stream. */
final class Tail {
  /** So many, or all where there are fewer. */
  static final int BYTES = 4096;

  private final byte[] kept = new byte[BYTES];
  private int size;

  void read(byte[] bytes, int offset, int length) {
    int fresh = Math.min(length, BYTES);
    int old = Math.min(size, BYTES - fresh);
    System.arraycopy(kept, size - old, kept, 0, old);
    System.arraycopy(bytes, offset + length - fresh, kept, old, fresh);
    size = old + fresh;
  }

  byte[] bytes() {
    return Arrays.copyOf(kept, size);
  }
}
