package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.inventory.ContentDigest;
import java.util.List;

/** The digest of a table's rows as it grows field by field, as {@link Mix} defines it. */
final class RowDigest {
  /** How many numbers make a key. */
  private static final int KEY = 4;

  /** The columns' keys, one after the other; zeros for a table without columns. */
  private final long[] keys;

  private final FieldDigest cut = new FieldDigest();
  private long rowFirst;
  private long rowSecond;
  private long high;
  private long low;

  RowDigest(List<String> columns) {
    keys = new long[Math.max(1, columns.size()) * KEY];
    for (int i = 0; i < columns.size(); i++) {
      System.arraycopy(FieldDigest.key(columns.get(i)), 0, keys, i * KEY, KEY);
    }
  }

  /** Adds a field that lies whole in an array. */
  void add(int column, byte[] bytes, int from, int length) {
    int key = column * KEY;
    long k2 = keys[key + 2];
    long k3 = keys[key + 3];
    long a = keys[key];
    long b = keys[key + 1];
    int position = from;
    int rest = length;
    for (; rest >= FieldDigest.BLOCK; rest -= FieldDigest.BLOCK) {
      long x = (long) ByteSearch.WORD.get(bytes, position);
      long y = (long) ByteSearch.WORD.get(bytes, position + Long.BYTES);
      a = Mix.fold(x ^ a, y ^ k2);
      b = Mix.fold(x ^ k3, y ^ b);
      position += FieldDigest.BLOCK;
    }
    if (rest > 0 || length == 0) {
      long x;
      long y = 0;
      if (rest < Long.BYTES) {
        x = someBytes(bytes, position, rest);
      } else {
        x = (long) ByteSearch.WORD.get(bytes, position);
        y = someBytes(bytes, position + Long.BYTES, rest - Long.BYTES);
      }
      a = Mix.fold(x ^ a, y ^ k2);
      b = Mix.fold(x ^ k3, y ^ b);
    }
    rowFirst += Mix.first(a, b, length);
    rowSecond += Mix.second(a, b, length);
  }

  /** What takes the bytes of a field that come in pieces. */
  FieldDigest cut() {
    return cut;
  }

  /** Starts a field whose bytes come in pieces. */
  void beginCut(int column) {
    cut.begin(keys, column * KEY);
  }

  /** Adds the field that {@link #beginCut} started. */
  void addCut() {
    cut.end();
    rowFirst += cut.first();
    rowSecond += cut.second();
  }

  /** All fields of a row have been added. */
  void endRow() {
    long rowLow = Mix.rowLow(rowFirst, rowSecond);
    low += rowLow;
    high += Mix.rowHigh(rowFirst, rowSecond) + (Long.compareUnsigned(low, rowLow) < 0 ? 1 : 0);
    rowFirst = 0;
    rowSecond = 0;
  }

  /** Of the rows that have ended. */
  ContentDigest total() {
    return new ContentDigest(high, low);
  }

  /** Up to seven bytes as the low end of a word. */
  private static long someBytes(byte[] bytes, int from, int count) {
    if (from <= bytes.length - Long.BYTES) {
      return (long) ByteSearch.WORD.get(bytes, from) & ((1L << (count << 3)) - 1);
    }
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | (bytes[from + i] & 0xFF);
    }
    return word;
  }
}
