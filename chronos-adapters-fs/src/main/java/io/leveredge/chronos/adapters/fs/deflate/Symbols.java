package io.leveredge.chronos.adapters.fs.deflate;

/**
 * The alphabets of literals and lengths and of distances (RFC 1951, section 3.2.5). A length or
 * distance is a symbol, which names a range, and some extra bits, which say where in the range.
 */
final class Symbols {
  static final int END_OF_BLOCK = 256;

  /** Literals 0 to 255, the end of a block, lengths from 257 on. */
  static final int LITERALS_AND_LENGTHS = 286;

  static final int DISTANCES = 30;
  static final int SHORTEST_MATCH = 3;
  static final int LONGEST_MATCH = 258;
  static final int FARTHEST_MATCH = 1 << 15;

  private static final int FIRST_LENGTH = END_OF_BLOCK + 1;
  private static final short[] LENGTH_SYMBOL = new short[LONGEST_MATCH + 1];

  static {
    int length = SHORTEST_MATCH;
    for (int symbol = FIRST_LENGTH; length <= LONGEST_MATCH; symbol++) {
      for (int more = 1 << lengthExtraBits(symbol); more > 0 && length <= LONGEST_MATCH; more--) {
        LENGTH_SYMBOL[length++] = (short) symbol;
      }
    }
    // The longest has a symbol of its own, although the one before it could say it, too.
    LENGTH_SYMBOL[LONGEST_MATCH] = LITERALS_AND_LENGTHS - 1;
  }

  private Symbols() {}

  /** The symbol of a match's length. */
  static int ofLength(int length) {
    return LENGTH_SYMBOL[length];
  }

  /** How many extra bits follow a symbol of the first alphabet: none but for some lengths. */
  static int lengthExtraBits(int symbol) {
    int index = symbol - FIRST_LENGTH;
    return index < 8 || symbol == LITERALS_AND_LENGTHS - 1 ? 0 : (index >> 2) - 1;
  }

  /**
   * The value of a length's extra bits: the ranges begin at multiples of their size, plus three.
   */
  static int lengthExtra(int length) {
    int size = 1 << lengthExtraBits(ofLength(length));
    return (length - SHORTEST_MATCH) & (size - 1);
  }

  /**
   * How many extra bits a distance has: two symbols share each power of two from four on.
   *
   * @param distance counted from zero: one less than the real one
   */
  static int distanceExtraBits(int distance) {
    return 30 - Integer.numberOfLeadingZeros(distance | 3);
  }

  /** The symbol of a distance counted from zero, whose extra bits are so many. */
  static int ofDistance(int distance, int extraBits) {
    return 2 * extraBits + (distance >>> extraBits);
  }

  /** How many extra bits follow the symbol of a distance. */
  static int extraBitsOfDistanceSymbol(int symbol) {
    return symbol < 4 ? 0 : (symbol >> 1) - 1;
  }
}
