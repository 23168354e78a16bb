package io.leveredge.chronos.adapters.os;

import java.nio.charset.StandardCharsets;

/** The last 64 KiB of what a child wrote to its standard error, however much that was. */
final class ErrorTail {
  static final int CAPACITY = 64 * 1024;

  private final byte[] ring = new byte[CAPACITY];
  private long written;

  synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) ((written + i) % CAPACITY)] = bytes[i];
    }
    written += length;
  }

  /** As UTF-8, bad bytes replaced; a character cut in half at the front is left out. */
  synchronized String text() {
    int length = (int) Math.min(written, CAPACITY);
    byte[] tail = new byte[length];
    for (int i = 0; i < length; i++) {
      tail[i] = ring[(int) ((written - length + i) % CAPACITY)];
    }
    int from = 0;
    while (written > CAPACITY && from < length && isContinuation(tail[from])) {
      from++;
    }
    return new String(tail, from, length - from, StandardCharsets.UTF_8);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
