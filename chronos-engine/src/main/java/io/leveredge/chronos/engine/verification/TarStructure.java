package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A tar archive, walked from header to header: each has its checksum, the content that it announces
 * follows, and two blocks of zeros are the end (POSIX.1-2017, pax, "ustar Interchange Format").
 *
 * <p>A size that does not fit its eleven digits stands in the extended header before it ("pax
 * Extended Header", keyword size).
 */
final class TarStructure implements Structure {
  private static final int BLOCK = 512;
  private static final int END = 2 * BLOCK;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_BYTES = 8;
  private static final int SIZE = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;

  /** Ours holds a name, its target and some numbers, each name at most PATH_MAX (limits.h). */
  private static final int LONGEST_EXTENDED_HEADER = 1 << 20;

  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long position;
  private long contentLeft;
  private int zeroBlocks;
  private Optional<PaxSize> extended = Optional.empty();
  private boolean inExtended;
  private Optional<String> wrong = Optional.empty();

  @Override
  public void read(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && wrong.isEmpty()) {
      int taken;
      if (contentLeft > 0 && !inExtended) {
        taken = (int) Math.min(end - at, contentLeft);
        contentLeft -= taken;
      } else {
        taken = Math.min(end - at, BLOCK - filled);
        System.arraycopy(bytes, at, block, filled, taken);
        filled += taken;
      }
      at += taken;
      position += taken;
      if (filled == BLOCK) {
        filled = 0;
        block();
      }
    }
  }

  private void block() {
    if (inExtended) {
      extendedContent();
    } else if (isZero(block, 0, BLOCK)) {
      zeroBlocks++;
    } else if (zeroBlocks > 0) {
      wrong = Optional.of(here("Something stands behind the end of the archive"));
    } else {
      header();
    }
  }

  private void header() {
    if (!hasItsChecksum()
        || !new String(block, MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar")) {
      wrong = Optional.of(here("A header of the archive has not its checksum"));
      return;
    }
    long size = octal(SIZE, SIZE_BYTES);
    if (size < 0) {
      wrong = Optional.of(here("A header of the archive has no size"));
      return;
    }
    switch (block[TYPE]) {
      case 'x' -> beginExtended(size);
      case '0', 0, '7' -> {
        contentLeft = padded(extended.flatMap(PaxSize::value).orElse(size));
        extended = Optional.empty();
      }
      default -> {
        // Links, folders and devices have no content, whatever stands there.
        extended = Optional.empty();
      }
    }
  }

  private void beginExtended(long size) {
    if (size > LONGEST_EXTENDED_HEADER) {
      wrong = Optional.of(here("An extended header of the archive has %d bytes".formatted(size)));
      return;
    }
    extended = Optional.of(new PaxSize((int) size));
    contentLeft = padded(size);
    inExtended = size > 0;
  }

  private void extendedContent() {
    PaxSize records = extended.orElseThrow();
    records.read(block);
    contentLeft -= BLOCK;
    inExtended = contentLeft > 0;
    if (!inExtended && !records.isWhole()) {
      wrong = Optional.of(here("An extended header of the archive cannot be understood"));
    }
  }

  private String here(String what) {
    return "%s, at byte %d".formatted(what, position - BLOCK);
  }

  private boolean hasItsChecksum() {
    int sum = CHECKSUM_BYTES * ' ';
    for (int i = 0; i < BLOCK; i++) {
      if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_BYTES) {
        sum += block[i] & 0xff;
      }
    }
    return octal(CHECKSUM, CHECKSUM_BYTES) == sum;
  }

  /** A number as octal digits, ended by a space, a zero or the field; negative where it is none. */
  private long octal(int offset, int length) {
    String digits =
        new String(block, offset, length, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
  }

  private static long padded(long size) {
    return size + (-size & (BLOCK - 1));
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    return Arrays.mismatch(bytes, from, to, new byte[to - from], 0, to - from) < 0;
  }

  @Override
  public Optional<String> fault() {
    if (wrong.isPresent()) {
      return wrong;
    }
    if (contentLeft > 0 || filled > 0) {
      return Optional.of("The archive ends in the middle of an entry, at byte " + position);
    }
    return zeroBlocks >= 2
        ? Optional.empty()
        : Optional.of("The archive does not end with two blocks of zeros: it is not whole");
  }

  @Override
  public Optional<String> faultAtTheEnd(byte[] tail, long length) {
    if (length % BLOCK != 0) {
      return Optional.of("The archive has %d bytes, which are no whole blocks".formatted(length));
    }
    return tail.length >= END && isZero(tail, tail.length - END, tail.length)
        ? Optional.empty()
        : Optional.of("The archive does not end with two blocks of zeros: it is not whole");
  }
}
