package io.leveredge.chronos.adapters.fs.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header block of 512 bytes (POSIX.1-2017, pax, "ustar Interchange Format"). Reused: what is set
 * once stays until it is set again.
 */
final class TarHeader {
  static final int BYTES = 512;
  static final int NAME_BYTES = 100;
  static final int OWNER_BYTES = 32;

  /** The largest number of eleven octal digits: sizes and times. */
  static final long LARGEST_LONG = (1L << 33) - 1;

  /** The largest number of seven octal digits: owners. */
  static final long LARGEST_SHORT = (1L << 21) - 1;

  private static final int SHORT_DIGITS = 7;
  private static final int LONG_DIGITS = 11;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_BYTES = 8;
  private static final byte[] MAGIC_AND_VERSION = {'u', 's', 't', 'a', 'r', 0, '0', '0'};

  private final byte[] block = new byte[BYTES];

  TarHeader() {
    System.arraycopy(MAGIC_AND_VERSION, 0, block, 257, MAGIC_AND_VERSION.length);
  }

  void name(RawName name) {
    field(0, name);
  }

  void mode(int mode) {
    octal(100, SHORT_DIGITS, mode);
  }

  void owner(Owner owner) {
    octal(108, SHORT_DIGITS, fitting(owner.uid(), LARGEST_SHORT));
    octal(116, SHORT_DIGITS, fitting(owner.gid(), LARGEST_SHORT));
    text(265, owner.user());
    text(297, owner.group());
  }

  void size(long size) {
    octal(124, LONG_DIGITS, fitting(size, LARGEST_LONG));
  }

  void modified(long seconds) {
    octal(136, LONG_DIGITS, fitting(seconds, LARGEST_LONG));
  }

  void type(char flag) {
    block[156] = (byte) flag;
  }

  void link(RawName link) {
    field(157, link);
  }

  void device(long major, long minor) {
    octal(329, SHORT_DIGITS, fitting(major, LARGEST_SHORT));
    octal(337, SHORT_DIGITS, fitting(minor, LARGEST_SHORT));
  }

  /** The block with its checksum; valid until something is set. */
  byte[] sealed() {
    Arrays.fill(block, CHECKSUM, CHECKSUM + CHECKSUM_BYTES, (byte) ' ');
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    octal(CHECKSUM, 6, sum);
    block[CHECKSUM + 6] = 0;
    block[CHECKSUM + 7] = ' ';
    return block;
  }

  /** Zero where it does not fit: an extended header has the number then. */
  private static long fitting(long value, long largest) {
    return value >= 0 && value <= largest ? value : 0;
  }

  private void octal(int offset, int digits, long value) {
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
    block[offset + digits] = 0;
  }

  private void field(int offset, RawName name) {
    int length = name.copyTo(block, offset, NAME_BYTES);
    Arrays.fill(block, offset + length, offset + NAME_BYTES, (byte) 0);
  }

  /** At most 31 bytes: the field ends with a zero. */
  private void text(int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, OWNER_BYTES - 1);
    System.arraycopy(bytes, 0, block, offset, length);
    Arrays.fill(block, offset + length, offset + OWNER_BYTES, (byte) 0);
  }
}
