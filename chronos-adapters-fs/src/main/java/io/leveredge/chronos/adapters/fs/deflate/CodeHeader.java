package io.leveredge.chronos.adapters.fs.deflate;

import java.util.Arrays;

/**
 * The two codes of a block as they are sent before it (RFC 1951, section 3.2.7): the lengths of
 * both, one after the other, with runs shortened, in a Huffman code of their own.
 */
final class CodeHeader {
  private static final int LONGEST_CODE = 7;

  /** In this order the lengths of the third code are sent; the rare ones come last. */
  private static final int[] SENT_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int FEWEST_LITERALS_AND_LENGTHS = 257;
  private static final int FEWEST_SENT = 4;

  /** The length before, 3 to 6 times. */
  private static final int REPEAT = 16;

  /** No code, 3 to 10 times. */
  private static final int FEW_ZEROS = 17;

  /** No code, 11 to 138 times. */
  private static final int MANY_ZEROS = 18;

  private final HuffmanCode code = new HuffmanCode(SENT_ORDER.length);
  private final CodeLengths lengths = new CodeLengths(SENT_ORDER.length, LONGEST_CODE);
  private final int[] counts = new int[SENT_ORDER.length];

  private final byte[] plain = new byte[Symbols.LITERALS_AND_LENGTHS + Symbols.DISTANCES];

  /** The symbols to be sent, with the value of their extra bits above the lowest byte. */
  private final int[] symbols = new int[plain.length];

  private int size;
  private int literalsAndLengths;
  private int distances;
  private int sent;

  /** Becomes the header for these codes and says how many bits it takes. */
  long prepare(BlockCodes codes) {
    HuffmanCode first = codes.literalsAndLengths();
    literalsAndLengths = Symbols.LITERALS_AND_LENGTHS;
    while (literalsAndLengths > FEWEST_LITERALS_AND_LENGTHS
        && first.length(literalsAndLengths - 1) == 0) {
      literalsAndLengths--;
    }
    HuffmanCode second = codes.distances();
    distances = Symbols.DISTANCES;
    while (distances > 1 && second.length(distances - 1) == 0) {
      distances--;
    }
    for (int symbol = 0; symbol < literalsAndLengths; symbol++) {
      plain[symbol] = (byte) first.length(symbol);
    }
    for (int symbol = 0; symbol < distances; symbol++) {
      plain[literalsAndLengths + symbol] = (byte) second.length(symbol);
    }
    shortenRuns(literalsAndLengths + distances);
    code.suit(counts, lengths);
    sent = SENT_ORDER.length;
    while (sent > FEWEST_SENT && code.length(SENT_ORDER[sent - 1]) == 0) {
      sent--;
    }
    return 5 + 5 + 4 + 3L * sent + code.bits(counts) + extraBits();
  }

  void write(BitWriter out) {
    out.put(literalsAndLengths - FEWEST_LITERALS_AND_LENGTHS, 5);
    out.put(distances - 1, 5);
    out.put(sent - FEWEST_SENT, 4);
    for (int i = 0; i < sent; i++) {
      out.put(code.length(SENT_ORDER[i]), 3);
    }
    for (int i = 0; i < size; i++) {
      int symbol = symbols[i] & 0xff;
      out.put(code.code(symbol), code.length(symbol));
      out.put(symbols[i] >>> Byte.SIZE, extraBits(symbol));
    }
  }

  private void shortenRuns(int length) {
    Arrays.fill(counts, 0);
    size = 0;
    int at = 0;
    while (at < length) {
      byte value = plain[at];
      int end = at + 1;
      while (end < length && plain[end] == value) {
        end++;
      }
      if (value == 0) {
        addZeros(end - at);
      } else {
        addRun(value, end - at);
      }
      at = end;
    }
  }

  private void addZeros(int run) {
    int left = run;
    while (left > 0) {
      int taken = Math.min(left, 138);
      if (taken >= 11) {
        add(MANY_ZEROS, taken - 11);
      } else if (taken >= 3) {
        add(FEW_ZEROS, taken - 3);
      } else {
        taken = 1;
        add(0, 0);
      }
      left -= taken;
    }
  }

  private void addRun(int value, int run) {
    add(value, 0);
    int left = run - 1;
    while (left > 0) {
      int taken = Math.min(left, 6);
      if (taken >= 3) {
        add(REPEAT, taken - 3);
      } else {
        taken = 1;
        add(value, 0);
      }
      left -= taken;
    }
  }

  private void add(int symbol, int extra) {
    symbols[size++] = (extra << Byte.SIZE) | symbol;
    counts[symbol]++;
  }

  private long extraBits() {
    return 2L * counts[REPEAT] + 3L * counts[FEW_ZEROS] + 7L * counts[MANY_ZEROS];
  }

  private static int extraBits(int symbol) {
    return switch (symbol) {
      case REPEAT -> 2;
      case FEW_ZEROS -> 3;
      case MANY_ZEROS -> 7;
      default -> 0;
    };
  }
}
