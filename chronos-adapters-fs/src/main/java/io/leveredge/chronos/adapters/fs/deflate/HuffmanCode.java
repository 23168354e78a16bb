package io.leveredge.chronos.adapters.fs.deflate;

import java.util.Arrays;

/**
 * A code of prefixes for an alphabet (RFC 1951, section 3.2.2): how long the code of each symbol
 * is, from which follow the codes.
 */
final class HuffmanCode {
  /** No code of literals, lengths or distances has more bits (section 3.2.7). */
  static final int LONGEST = 15;

  private final byte[] lengths;

  /** The codes with their first bit lowest, as they are written (section 3.1.1). */
  private final int[] codes;

  private final int[] nextOfLength = new int[LONGEST + 1];

  HuffmanCode(int symbols) {
    lengths = new byte[symbols];
    codes = new int[symbols];
  }

  /** The code of literals and lengths that need not be sent (section 3.2.6). */
  static HuffmanCode fixedForLiteralsAndLengths() {
    HuffmanCode code = new HuffmanCode(288); // The last two take part, but are never used.
    Arrays.fill(code.lengths, 0, 144, (byte) 8);
    Arrays.fill(code.lengths, 144, 256, (byte) 9);
    Arrays.fill(code.lengths, 256, 280, (byte) 7);
    Arrays.fill(code.lengths, 280, 288, (byte) 8);
    code.assignCodes();
    return code;
  }

  /** The code of distances that need not be sent (section 3.2.6). */
  static HuffmanCode fixedForDistances() {
    HuffmanCode code = new HuffmanCode(32); // The last two take part, but are never used.
    Arrays.fill(code.lengths, (byte) 5);
    code.assignCodes();
    return code;
  }

  /** Becomes the code that suits these counts. */
  void suit(int[] counts, CodeLengths computation) {
    computation.compute(counts, lengths);
    assignCodes();
  }

  int length(int symbol) {
    return lengths[symbol];
  }

  int code(int symbol) {
    return codes[symbol];
  }

  /** How many bits the codes of so many symbols take, without extra bits. */
  long bits(int[] counts) {
    long bits = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      bits += (long) counts[symbol] * lengths[symbol];
    }
    return bits;
  }

  /** The algorithm of section 3.2.2: codes of one length follow each other in symbol order. */
  private void assignCodes() {
    Arrays.fill(nextOfLength, 0);
    for (byte length : lengths) {
      nextOfLength[length]++;
    }
    int code = 0;
    int shorter = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = (code + shorter) << 1;
      shorter = nextOfLength[length];
      nextOfLength[length] = code;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(nextOfLength[length]++) >>> (Integer.SIZE - length);
      }
    }
  }
}
