package io.leveredge.chronos.engine.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** An archive written block by block, right or wrong. */
final class TarSample {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

  /** An extended header with those records. */
  TarSample extended(String records) {
    header('x', records.length());
    archive.writeBytes(records.getBytes(US_ASCII));
    return padded();
  }

  /** A file of so many bytes, whose header says another number. */
  TarSample file(long said, int bytes) {
    header('0', said);
    archive.writeBytes("c".repeat(bytes).getBytes(US_ASCII));
    return padded();
  }

  byte[] end() {
    archive.writeBytes(new byte[2 * BLOCK]);
    return archive.toByteArray();
  }

  private TarSample padded() {
    archive.writeBytes(new byte[-archive.size() & (BLOCK - 1)]);
    return this;
  }

  private void header(char type, long size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, "name");
    put(header, 124, "%011o".formatted(size));
    header[156] = (byte) type;
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    archive.writeBytes(header);
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }
}
