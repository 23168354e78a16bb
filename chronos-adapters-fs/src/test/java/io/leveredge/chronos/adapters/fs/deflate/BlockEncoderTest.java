package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BlockEncoderTest {

  @Test
  void literalsSoUnevenThatTheirCodesAreCutInflateToThemselves() {
    int[] counts = CodeLengthsTest.fibonacci(23);
    byte[] plain = new byte[Arrays.stream(counts).sum()];
    int end = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      Arrays.fill(plain, end, end + counts[symbol], (byte) symbol);
      end += counts[symbol];
    }
    shuffle(plain);
    Sequences literals = new Sequences();
    literals.clear();
    literals.addLiterals(plain, 0, plain.length);
    byte[] stream = written(plain, literals);
    assertThat(stream.length).isLessThan(plain.length / 2);
    assertThat(Streams.inflated(stream, plain.length)).isEqualTo(plain);
  }

  @Test
  void everyLengthAndDistanceInflatesToItself() {
    byte[] plain = new byte[200_000];
    byte[] start = Samples.random(1, 40_000);
    System.arraycopy(start, 0, plain, 0, start.length);
    Sequences sequences = new Sequences();
    sequences.clear();
    int literals = 0;
    int at = start.length;
    int distance = 1;
    for (int length = Symbols.SHORTEST_MATCH; length <= Symbols.LONGEST_MATCH; length++) {
      for (int i = 0; i < length; i++) {
        plain[at + i] = plain[at + i - distance];
      }
      sequences.add(plain, literals, at, length, distance - 1);
      at += length;
      literals = at;
      distance = distance == 32_768 ? 1 : Math.min(32_768, distance + 1 + distance / 15);
    }
    byte[] whole = Arrays.copyOf(plain, at);
    byte[] stream = written(whole, sequences);
    assertThat((stream[0] >> 1) & 3).as("not stored").isNotZero();
    assertThat(Streams.inflated(stream, at)).isEqualTo(whole);
  }

  private static byte[] written(byte[] plain, Sequences sequences) {
    BitWriter out = new BitWriter();
    out.reset(new byte[2 * plain.length + 1000], 0);
    new BlockEncoder().write(plain, 0, plain.length, sequences, true, out);
    out.alignToByte();
    return Arrays.copyOf(out.bytes, out.position);
  }

  private static void shuffle(byte[] bytes) {
    Random random = new Random(1);
    for (int i = bytes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte held = bytes[i];
      bytes[i] = bytes[other];
      bytes[other] = held;
    }
  }
}
