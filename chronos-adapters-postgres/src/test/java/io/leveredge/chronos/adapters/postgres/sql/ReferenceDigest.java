package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.inventory.ContentDigest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The digest as {@link Mix} describes it, written a second time, slowly and from the description
 * alone: what a stranger would write.
 */
final class ReferenceDigest {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger DIGEST = BigInteger.ONE.shiftLeft(128);

  /** The fraction of π in hexadecimal, sixteen digits each. */
  private static final List<BigInteger> K =
      List.of(
          hex("243f6a8885a308d3"),
          hex("13198a2e03707344"),
          hex("a4093822299f31d0"),
          hex("082efa98ec4e6c89"),
          hex("452821e638d01377"),
          hex("be5466cf34e90c6c"),
          hex("c0ac29b7c97c50dd"),
          hex("3f84d5b5b5470917"));

  private ReferenceDigest() {}

  /** Of rows of fields, each the raw text of COPY. */
  static ContentDigest ofTable(List<String> columns, List<List<byte[]>> rows) {
    BigInteger sum = BigInteger.ZERO;
    for (List<byte[]> row : rows) {
      BigInteger s = BigInteger.ZERO;
      BigInteger t = BigInteger.ZERO;
      for (int i = 0; i < columns.size(); i++) {
        List<BigInteger> field = field(row.get(i), key(columns.get(i)));
        s = s.add(field.get(0)).mod(WORD);
        t = t.add(field.get(1)).mod(WORD);
      }
      sum = sum.add(row(s, t)).mod(DIGEST);
    }
    return digest(sum);
  }

  /** Of one large object. */
  static ContentDigest ofLargeObject(String oid, byte[] content) {
    List<BigInteger> field = field(content, key(oid));
    return digest(row(field.get(0), field.get(1)));
  }

  private static BigInteger row(BigInteger s, BigInteger t) {
    BigInteger product = s.xor(K.get(2)).multiply(t.xor(K.get(3)));
    BigInteger low = low(product);
    BigInteger high = high(product);
    BigInteger u = fold(low.xor(K.get(4)), high.xor(s).xor(K.get(5)));
    BigInteger v = fold(high.xor(K.get(6)), low.xor(t).xor(K.get(7)));
    return u.multiply(WORD).add(v);
  }

  private static List<BigInteger> key(String name) {
    List<BigInteger> o = field(name.getBytes(StandardCharsets.UTF_8), K.subList(4, 8));
    BigInteger o0 = o.get(0);
    BigInteger o1 = o.get(1);
    return List.of(
        o0,
        o1.setBit(0),
        fold(o0.xor(K.get(2)), o1.xor(K.get(4))).setBit(0),
        fold(o1.xor(K.get(3)), o0.xor(K.get(5))));
  }

  private static List<BigInteger> field(byte[] bytes, List<BigInteger> key) {
    BigInteger a = key.get(0);
    BigInteger b = key.get(1);
    int blocks = Math.max(1, (bytes.length + 15) / 16);
    byte[] padded = Arrays.copyOf(bytes, blocks * 16);
    for (int i = 0; i < padded.length; i += 16) {
      BigInteger x = littleEndian(padded, i);
      BigInteger y = littleEndian(padded, i + 8);
      BigInteger nextA = fold(x.xor(a), y.xor(key.get(2)));
      b = fold(x.xor(key.get(3)), y.xor(b));
      a = nextA;
    }
    BigInteger n = BigInteger.valueOf(bytes.length);
    BigInteger product = a.xor(n).xor(K.get(0)).multiply(b.xor(K.get(1)));
    return List.of(low(product).add(a).mod(WORD), high(product).xor(b));
  }

  private static BigInteger fold(BigInteger p, BigInteger q) {
    BigInteger product = p.multiply(q);
    return low(product).xor(high(product));
  }

  private static BigInteger low(BigInteger product) {
    return product.mod(WORD);
  }

  private static BigInteger high(BigInteger product) {
    return product.shiftRight(64);
  }

  private static BigInteger littleEndian(byte[] bytes, int from) {
    byte[] big = new byte[8];
    for (int i = 0; i < 8; i++) {
      big[i] = bytes[from + 7 - i];
    }
    return new BigInteger(1, big);
  }

  private static ContentDigest digest(BigInteger value) {
    return new ContentDigest(value.shiftRight(64).longValue(), value.longValue());
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
