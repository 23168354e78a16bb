package io.leveredge.chronos.domain.inventory;

/**
 * A 128-bit digest of rows in which neither their order nor that of their columns matters: a sum
 * modulo 2^128, so that parts can be added. It tells accidents, not attackers.
 */
public record ContentDigest(long high, long low) {
  public static final ContentDigest ZERO = new ContentDigest(0, 0);

  public ContentDigest plus(ContentDigest other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new ContentDigest(high + other.high + carry, sum);
  }

  /** 32 lower case hexadecimal digits. */
  public String hex() {
    return "%016x%016x".formatted(high, low);
  }

  public static ContentDigest fromHex(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("Not a content digest: '" + hex + "'");
    }
    return new ContentDigest(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }
}
