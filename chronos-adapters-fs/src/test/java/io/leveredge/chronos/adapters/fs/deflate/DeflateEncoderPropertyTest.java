package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeflateEncoderPropertyTest {
  private static final int MOST_BYTES = 1 << 20;

  /** Used for all tries: what one leaves behind must not harm the next. */
  private final DeflateEncoder encoder = new DeflateEncoder();

  /**
   * Some bytes to add: new ones out of an alphabet, or, where it goes back, those that lie so far
   * back, over and over.
   */
  record Piece(int length, int alphabet, int back, long seed) {
    void addTo(ByteArrayOutputStream bytes) {
      Random random = new Random(seed);
      byte[] before = bytes.toByteArray();
      for (int n = 0; n < length && bytes.size() < MOST_BYTES; n++) {
        boolean copies = back > 0 && back <= before.length;
        bytes.write(copies ? before[before.length - back + n % back] : random.nextInt(alphabet));
      }
    }
  }

  @Property(tries = 1000)
  void anyPiecesInflateToThemselves(@ForAll("pieces") List<Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.forEach(piece -> piece.addTo(bytes));
    byte[] plain = bytes.toByteArray();
    assertThat(Streams.inflated(Streams.encoded(encoder, plain), plain.length)).isEqualTo(plain);
  }

  @Property(tries = 1000)
  void anyFewBytesInflateToThemselves(@ForAll byte[] plain) {
    assertThat(Streams.inflated(Streams.encoded(encoder, plain), plain.length)).isEqualTo(plain);
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    Arbitrary<Integer> lengths =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(250, 270),
            Arbitraries.integers().between(0, 5000),
            Arbitraries.integers().between(60_000, 140_000));
    Arbitrary<Integer> alphabets = Arbitraries.of(1, 2, 3, 16, 90, 256);
    Arbitrary<Integer> backs =
        Arbitraries.oneOf(
            Arbitraries.just(0),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 5000),
            Arbitraries.integers().between(32_760, 32_776));
    Arbitrary<Piece> piece =
        Combinators.combine(lengths, alphabets, backs, Arbitraries.longs()).as(Piece::new);
    return piece.list().ofMaxSize(25);
  }
}
