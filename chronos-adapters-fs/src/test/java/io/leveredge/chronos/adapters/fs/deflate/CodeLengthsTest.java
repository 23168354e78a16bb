package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodeLengthsTest {

  @Property(tries = 2000)
  void anyCountsGiveACompleteCodeWithinTheLimit(@ForAll("counts") int[] counts) {
    for (int limit : new int[] {9, 15}) {
      byte[] lengths = computed(counts, limit);
      assertThat(space(lengths, limit)).isEqualTo(1L << limit);
      for (int symbol = 0; symbol < counts.length; symbol++) {
        assertThat((int) lengths[symbol]).isBetween(counts[symbol] > 0 ? 1 : 0, limit);
      }
    }
  }

  @Property(tries = 500)
  void noCodeIsShorterWhereTheLimitDoesNotMatter(@ForAll("counts") int[] counts) {
    long bits = 0;
    byte[] lengths = computed(counts, 40);
    for (int symbol = 0; symbol < counts.length; symbol++) {
      bits += (long) counts[symbol] * lengths[symbol];
    }
    assertThat(bits).isEqualTo(huffmanBits(counts));
  }

  @Example
  void fibonacciCountsAreCutToTheLimit() {
    int[] counts = fibonacci(40);
    assertThat(computed(counts, 40)[0]).isGreaterThan((byte) 15);
    for (int limit : new int[] {6, 7, 14, 15}) {
      byte[] lengths = computed(counts, limit);
      assertThat(space(lengths, limit)).isEqualTo(1L << limit);
      assertThat(lengths).contains((byte) limit);
      for (byte length : lengths) {
        assertThat((int) length).isBetween(1, limit);
      }
    }
  }

  @Example
  void allSymbolsFillTheShortestCodeThatHasRoom() {
    int[] counts = new int[19];
    Arrays.fill(counts, 7);
    assertThat(computed(counts, 5)).containsOnly(4, 5);
    counts[3] = 1_000_000;
    assertThat(computed(counts, 7)[3]).isEqualTo((byte) 1);
  }

  @Example
  void fewerThanTwoSymbolsAreJoinedByOthers() {
    assertThat(computed(new int[5], 15)).containsExactly(1, 1, 0, 0, 0);
    assertThat(computed(new int[] {0, 0, 0, 9, 0}, 15)).containsExactly(1, 0, 0, 1, 0);
    assertThat(computed(new int[] {9, 0, 0, 0, 0}, 15)).containsExactly(1, 1, 0, 0, 0);
  }

  @Provide
  Arbitrary<int[]> counts() {
    Arbitrary<Integer> count =
        Arbitraries.oneOf(
            Arbitraries.just(0),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 140_000),
            Arbitraries.integers().between(0, 16).map(power -> 1 << power));
    return count.array(int[].class).ofMinSize(2).ofMaxSize(286);
  }

  static int[] fibonacci(int length) {
    int[] numbers = new int[length];
    numbers[0] = 1;
    numbers[1] = 1;
    for (int i = 2; i < length; i++) {
      numbers[i] = numbers[i - 1] + numbers[i - 2];
    }
    return numbers;
  }

  private static byte[] computed(int[] counts, int limit) {
    byte[] lengths = new byte[counts.length];
    new CodeLengths(counts.length, limit).compute(counts, lengths);
    return lengths;
  }

  /** How much of the codes' space is taken, in units of the longest code. */
  private static long space(byte[] lengths, int limit) {
    long taken = 0;
    for (byte length : lengths) {
      taken += length == 0 ? 0 : 1L << (limit - length);
    }
    return taken;
  }

  /** What Huffman's algorithm from the book comes to. */
  private static long huffmanBits(int[] counts) {
    PriorityQueue<Long> weights = new PriorityQueue<>();
    for (int count : counts) {
      if (count > 0) {
        weights.add((long) count);
      }
    }
    long bits = weights.size() == 1 ? weights.element() : 0;
    while (weights.size() > 1) {
      long joined = weights.remove() + weights.remove();
      bits += joined;
      weights.add(joined);
    }
    return bits;
  }
}
