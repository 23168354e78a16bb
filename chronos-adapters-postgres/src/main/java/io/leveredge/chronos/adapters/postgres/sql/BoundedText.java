package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that comes in pieces, of which the beginning is kept, and of the rest only the length. */
final class BoundedText {
  private static final int KEPT_BUFFER = 1 << 16;

  private final int bound;
  private byte[] kept = new byte[256];
  private int keptLength;
  private long length;

  BoundedText(int bound) {
    this.bound = bound;
  }

  void clear() {
    keptLength = 0;
    length = 0;
    if (kept.length > KEPT_BUFFER) {
      kept = new byte[256];
    }
  }

  void append(byte[] bytes, int from, int to) {
    length += to - from;
    int taken = Math.min(to - from, bound - keptLength);
    if (taken > kept.length - keptLength) {
      int wanted = Math.max(keptLength + taken, kept.length * 2);
      kept = Arrays.copyOf(kept, Math.min(bound, wanted));
    }
    System.arraycopy(bytes, from, kept, keptLength, taken);
    keptLength += taken;
  }

  /** The length of all that came. */
  long length() {
    return length;
  }

  /** A copy of what was kept. */
  byte[] head() {
    return Arrays.copyOf(kept, keptLength);
  }

  /** What was kept, a character for each byte. */
  String line() {
    return new String(kept, 0, keptLength, StandardCharsets.ISO_8859_1);
  }
}
