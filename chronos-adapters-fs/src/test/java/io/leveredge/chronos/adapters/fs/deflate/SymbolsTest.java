package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tables as RFC 1951 prints them in section 3.2.5. */
final class SymbolsTest {
  private static final int[] FIRST_LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] FIRST_DISTANCES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  @Test
  void everyLengthIsItsRangesFirstAndItsExtraBits() {
    for (int length = 3; length <= 258; length++) {
      int range = Symbols.ofLength(length) - 257;
      assertThat(Symbols.lengthExtraBits(range + 257)).isEqualTo(LENGTH_BITS[range]);
      assertThat(Symbols.lengthExtra(length)).isBetween(0, (1 << LENGTH_BITS[range]) - 1);
      assertThat(FIRST_LENGTHS[range] + Symbols.lengthExtra(length)).isEqualTo(length);
    }
    assertThat(Symbols.ofLength(258)).isEqualTo(285);
  }

  @Test
  void everyDistanceIsItsRangesFirstAndItsExtraBits() {
    for (int distance = 1; distance <= 32_768; distance++) {
      int extraBits = Symbols.distanceExtraBits(distance - 1);
      int symbol = Symbols.ofDistance(distance - 1, extraBits);
      assertThat(Symbols.extraBitsOfDistanceSymbol(symbol)).isEqualTo(extraBits);
      int extra = (distance - 1) & ((1 << extraBits) - 1);
      assertThat(FIRST_DISTANCES[symbol] + extra).isEqualTo(distance);
    }
  }
}
