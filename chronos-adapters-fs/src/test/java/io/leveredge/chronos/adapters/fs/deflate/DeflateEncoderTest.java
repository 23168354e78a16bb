package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DeflateEncoderTest {
  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  static Stream<Arguments> samples() {
    return Samples.all().entrySet().stream()
        .map(sample -> Arguments.of(sample.getKey(), sample.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void everySampleInflatesToItself(String name, byte[] plain) {
    assertThat(Streams.inflated(Streams.encoded(plain), plain.length)).isEqualTo(plain);
  }

  @Test
  void nothingOfOneStreamIsSeenInTheNext() {
    DeflateEncoder used = new DeflateEncoder();
    for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
      assertThat(Streams.encoded(used, sample.getValue()))
          .as(sample.getKey())
          .isEqualTo(Streams.encoded(sample.getValue()));
    }
  }

  @Test
  void bytesBehindTheLengthAreNotEncoded() {
    byte[] plain = Samples.words(1000);
    byte[] stored = new byte[DeflateEncoder.bound(500)];
    int end = new DeflateEncoder().encode(plain, 500, stored, 0);
    assertThat(Streams.inflated(Arrays.copyOf(stored, end), 500))
        .isEqualTo(Arrays.copyOf(plain, 500));
  }

  @Test
  void tooLittleRoomIsRefusedBeforeAnythingIsWritten() {
    byte[] stored = new byte[DeflateEncoder.bound(100)];
    assertThatThrownBy(() -> new DeflateEncoder().encode(new byte[100], 100, stored, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(stored).containsOnly(0);
  }

  @Test
  void bytesThatCannotBeCompressedGrowByAFewToEach64Kilobytes() {
    byte[] plain = Samples.random(1, 1 << 20);
    byte[] stream = Streams.encoded(plain);
    assertThat(typeOfFirstBlock(stream)).isEqualTo(STORED);
    assertThat(stream.length - plain.length).isLessThanOrEqualTo(16 * 6 + 6);
  }

  @Test
  void shortTextIsWrittenInTheFixedCode() {
    assertThat(typeOfFirstBlock(Streams.encoded(Samples.words(40)))).isEqualTo(FIXED);
    assertThat(Streams.encoded(new byte[0])).containsExactly(3, 0);
  }

  @Test
  void longTextIsWrittenInACodeOfItsOwn() {
    assertThat(typeOfFirstBlock(Streams.encoded(Samples.copyText(5000)))).isEqualTo(DYNAMIC);
  }

  @Test
  void textTakesNoMoreThanAtTheFirstLevelOfZlib() {
    for (byte[] plain : new byte[][] {Samples.words(1 << 20), Samples.copyText(1 << 20)}) {
      assertThat(Streams.encoded(plain).length).isLessThanOrEqualTo(zlib(plain));
    }
  }

  private static int typeOfFirstBlock(byte[] stream) {
    return (stream[0] >> 1) & 3;
  }

  private static int zlib(byte[] plain) {
    Deflater deflater = new Deflater(1, true);
    deflater.setInput(plain);
    deflater.finish();
    int length = deflater.deflate(new byte[plain.length]);
    deflater.end();
    return length;
  }
}
