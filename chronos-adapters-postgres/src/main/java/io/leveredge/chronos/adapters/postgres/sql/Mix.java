package io.leveredge.chronos.adapters.postgres.sql;

/**
 * The arithmetic of content digests. It is part of the format on disk: an inventory written today
 * must compare with one computed by a later version, so nothing here may ever change without a new
 * format version.
 *
 * <p>All numbers are unsigned and of 64 bits, all sums modulo 2<sup>64</sup>, {@code ^} is the
 * exclusive or, words are read little-endian. {@code fold(p, q)} is the exclusive or of the low and
 * the high half of the 128-bit product {@code p·q} (the "mum" step of wyhash). K0 to K7 are the
 * first 512 bits of the fraction of π, so that nobody needs to wonder where they come from.
 *
 * <p><b>Field.</b> The digest of {@code n} bytes under the key {@code (k0, k1, k2, k3)}:
 *
 * <pre>
 *   a = k0, b = k1
 *   the bytes are cut into blocks of 16, the last padded with zeros; no bytes are one block of zeros
 *   for each block, x its first and y its second word:
 *     a' = fold(x ^ a, y ^ k2)
 *     b' = fold(x ^ k3, y ^ b)
 *     a = a', b = b'
 *   (low, high) = the halves of the 128-bit product (a ^ n ^ K0)·(b ^ K1)
 *   the digest is the pair (low + a, high ^ b)
 * </pre>
 *
 * <p><b>Key of a name.</b> With {@code (o0, o1)} the digest of the name's UTF-8 bytes under the key
 * {@code (K4, K5, K6, K7)}, the key is {@code (o0, o1 | 1, fold(o0 ^ K2, o1 ^ K4) | 1, fold(o1 ^
 * K3, o0 ^ K5))}.
 *
 * <p><b>Row.</b> Each field is the raw text of COPY between two delimiters, escapes and all, under
 * the key of its column's name. NULL is {@code \N} there and so differs from every text, the text
 * {@code \N} being written {@code \\N}. The pairs of all fields are added, first with first and
 * second with second, which makes the order of columns not matter. The sums {@code (s, t)} are
 * mixed, so that values cannot be exchanged between rows unnoticed:
 *
 * <pre>
 *   (low, high) = the halves of (s ^ K2)·(t ^ K3)
 *   u = fold(low ^ K4, high ^ s ^ K5)
 *   v = fold(high ^ K6, low ^ t ^ K7)
 *   the row's digest is u·2^64 + v
 * </pre>
 *
 * <p><b>Table.</b> The sum of its rows' digests modulo 2<sup>128</sup>. A large object counts as a
 * row of one field: its bytes, under the key of its oid in decimal digits.
 */
final class Mix {
  static final long K0 = 0x243F6A8885A308D3L;
  static final long K1 = 0x13198A2E03707344L;
  static final long K2 = 0xA4093822299F31D0L;
  static final long K3 = 0x082EFA98EC4E6C89L;
  static final long K4 = 0x452821E638D01377L;
  static final long K5 = 0xBE5466CF34E90C6CL;
  static final long K6 = 0xC0AC29B7C97C50DDL;
  static final long K7 = 0x3F84D5B5B5470917L;

  private Mix() {}

  static long fold(long p, long q) {
    return (p * q) ^ Math.unsignedMultiplyHigh(p, q);
  }

  /** The first half of a field's digest. */
  static long first(long a, long b, long length) {
    return (a ^ length ^ K0) * (b ^ K1) + a;
  }

  /** The second half of a field's digest. */
  static long second(long a, long b, long length) {
    return Math.unsignedMultiplyHigh(a ^ length ^ K0, b ^ K1) ^ b;
  }

  /** The upper half of a row's digest. */
  static long rowHigh(long s, long t) {
    long p = s ^ K2;
    long q = t ^ K3;
    return fold((p * q) ^ K4, Math.unsignedMultiplyHigh(p, q) ^ s ^ K5);
  }

  /** The lower half of a row's digest. */
  static long rowLow(long s, long t) {
    long p = s ^ K2;
    long q = t ^ K3;
    return fold(Math.unsignedMultiplyHigh(p, q) ^ K6, (p * q) ^ t ^ K7);
  }
}
