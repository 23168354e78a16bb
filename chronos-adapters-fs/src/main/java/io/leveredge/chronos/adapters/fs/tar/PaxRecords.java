package io.leveredge.chronos.adapters.fs.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The records of an extended header: {@code "%d %s=%s\n"}, where the number is the length of the
 * whole record, itself included (POSIX.1-2017, pax, "pax Extended Header"). Reused.
 */
final class PaxRecords {
  private byte[] bytes = new byte[1024];
  private int length;

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  void add(String keyword, String value) {
    add(keyword, value.getBytes(StandardCharsets.UTF_8));
  }

  void add(String keyword, RawName value) {
    byte[] raw = new byte[value.length()];
    value.copyTo(raw, 0, raw.length);
    add(keyword, raw);
  }

  private void add(String keyword, byte[] value) {
    int rest = 1 + keyword.length() + 1 + value.length + 1;
    int total = rest + digits(rest);
    total = rest + digits(total); // One digit more can make the number one digit longer.
    if (bytes.length - length < total) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + total));
    }
    put((total + " " + keyword + "=").getBytes(StandardCharsets.US_ASCII));
    put(value);
    bytes[length++] = '\n';
  }

  private void put(byte[] some) {
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
