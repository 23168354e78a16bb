package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The digest of one field whose bytes come in pieces, as {@link Mix} defines it. One object serves
 * any number of fields, one after the other, and holds at most one block of the bytes it was given.
 */
final class FieldDigest {
  static final int BLOCK = 16;

  private final byte[] tail = new byte[BLOCK];
  private int tailLength;
  private long length;
  private long a;
  private long b;
  private long k2;
  private long k3;

  /** Starts a field under the key that begins at an index of an array of keys. */
  void begin(long[] keys, int index) {
    a = keys[index];
    b = keys[index + 1];
    k2 = keys[index + 2];
    k3 = keys[index + 3];
    length = 0;
    tailLength = 0;
  }

  void update(byte[] bytes, int from, int to) {
    length += to - from;
    int position = from;
    if (tailLength > 0) {
      int taken = Math.min(BLOCK - tailLength, to - from);
      System.arraycopy(bytes, from, tail, tailLength, taken);
      tailLength += taken;
      position += taken;
      if (tailLength < BLOCK) {
        return;
      }
      blocks(tail, 0, BLOCK);
    }
    int rest = blocks(bytes, position, to);
    tailLength = to - rest;
    System.arraycopy(bytes, rest, tail, 0, tailLength);
  }

  /** Ends the field. After it {@link #first} and {@link #second} answer the digest. */
  void end() {
    if (tailLength > 0 || length == 0) {
      Arrays.fill(tail, tailLength, BLOCK, (byte) 0);
      blocks(tail, 0, BLOCK);
    }
  }

  long first() {
    return Mix.first(a, b, length);
  }

  long second() {
    return Mix.second(a, b, length);
  }

  /** Bytes of the field so far. */
  long length() {
    return length;
  }

  /** Whether the field so far is the two bytes of COPY's end marker. */
  boolean isEndMarker() {
    return length == 2 && tail[0] == '\\' && tail[1] == '.';
  }

  /** Four numbers: the key of a name. */
  static long[] key(String name) {
    FieldDigest digest = new FieldDigest();
    digest.begin(new long[] {Mix.K4, Mix.K5, Mix.K6, Mix.K7}, 0);
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    digest.update(utf8, 0, utf8.length);
    digest.end();
    long first = digest.first();
    long second = digest.second();
    return new long[] {
      first,
      second | 1,
      Mix.fold(first ^ Mix.K2, second ^ Mix.K4) | 1,
      Mix.fold(second ^ Mix.K3, first ^ Mix.K5)
    };
  }

  /** Takes all whole blocks and answers the index of the first byte not taken. */
  private int blocks(byte[] bytes, int from, int to) {
    long p = a;
    long q = b;
    int position = from;
    for (; position <= to - BLOCK; position += BLOCK) {
      long x = (long) ByteSearch.WORD.get(bytes, position);
      long y = (long) ByteSearch.WORD.get(bytes, position + 8);
      p = Mix.fold(x ^ p, y ^ k2);
      q = Mix.fold(x ^ k3, y ^ q);
    }
    a = p;
    b = q;
    return position;
  }
}
