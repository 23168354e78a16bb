package io.leveredge.chronos.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  @Test
  void sumsAreModuloTwoToThe128() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      ContentDigest one = new ContentDigest(random.nextLong(), random.nextLong());
      ContentDigest other = new ContentDigest(random.nextLong(), random.nextLong());
      BigInteger sum = number(one).add(number(other)).mod(MODULUS);
      assertThat(number(one.plus(other))).isEqualTo(sum);
    }
    ContentDigest largest = new ContentDigest(-1, -1);
    assertThat(largest.plus(new ContentDigest(0, 1))).isEqualTo(ContentDigest.ZERO);
  }

  @Test
  void hexadecimalComesBack() {
    ContentDigest digest = new ContentDigest(-2, 255);
    assertThat(digest.hex()).isEqualTo("fffffffffffffffe00000000000000ff");
    assertThat(ContentDigest.fromHex(digest.hex())).isEqualTo(digest);
  }

  private static BigInteger number(ContentDigest digest) {
    return new BigInteger(digest.hex(), 16);
  }
}
