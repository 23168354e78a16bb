package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The string in which pg_dump writes bytes: {@code '\x…'}, with two backslashes where plain strings
 * know escapes (fe_utils/string_utils.c, {@code appendByteaLiteral}).
 */
final class HexBytes {
  /** The value of each digit by its byte; -1 for every other. */
  private static final byte[] DIGITS = digits();

  private HexBytes() {}

  /**
   * The bytes of a literal.
   *
   * @param from the index of its opening quote
   * @param after what must follow its closing quote up to the end
   */
  static Optional<byte[]> literal(byte[] text, int from, String after) {
    byte[] tail = ("'" + after).getBytes(StandardCharsets.US_ASCII);
    int end = text.length - tail.length;
    int position = from + 1;
    while (position < end && text[position] == '\\' && position < from + 3) {
      position++;
    }
    boolean framed =
        position > from + 1
            && position < end
            && text[position] == 'x'
            && Arrays.equals(text, end, text.length, tail, 0, tail.length);
    return framed ? decode(text, position + 1, end) : Optional.empty();
  }

  private static Optional<byte[]> decode(byte[] text, int from, int to) {
    if ((to - from) % 2 != 0) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(to - from) / 2];
    int wrong = 0;
    for (int i = 0, at = from; i < bytes.length; i++, at += 2) {
      int value = digit(text[at]) << 4 | digit(text[at + 1]);
      wrong |= value;
      bytes[i] = (byte) value;
    }
    return wrong < 0 ? Optional.empty() : Optional.of(bytes);
  }

  /** Negative for what is no digit. */
  private static int digit(byte c) {
    return DIGITS[c & 0xFF];
  }

  private static byte[] digits() {
    byte[] values = new byte[256];
    for (int c = 0; c < values.length; c++) {
      values[c] = (byte) (c < 0x80 ? Character.digit(c, 16) : -1);
    }
    return values;
  }
}
