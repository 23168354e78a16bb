package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Encodes, and decodes by the JDK's inflater. */
final class Streams {
  private Streams() {}

  static byte[] encoded(byte[] plain) {
    return encoded(new DeflateEncoder(), plain);
  }

  /** In exactly the room that is asked for, and not from its beginning. */
  static byte[] encoded(DeflateEncoder encoder, byte[] plain) {
    int from = 3;
    byte[] stored = new byte[from + DeflateEncoder.bound(plain.length)];
    int end = encoder.encode(plain, plain.length, stored, from);
    assertThat(end).isLessThanOrEqualTo(stored.length - BitWriter.ROOM_BEHIND);
    return Arrays.copyOfRange(stored, from, end);
  }

  /** What it inflates to; the stream must end where the bytes do. */
  static byte[] inflated(byte[] stream, int plainLength) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(stream);
      byte[] plain = new byte[plainLength + 1];
      int length = inflater.inflate(plain);
      assertThat(inflater.finished()).as("the stream ends").isTrue();
      assertThat(inflater.getRemaining()).as("bytes behind its end").isZero();
      return Arrays.copyOf(plain, length);
    } catch (DataFormatException invalid) {
      throw new AssertionError(invalid);
    } finally {
      inflater.end();
    }
  }
}
