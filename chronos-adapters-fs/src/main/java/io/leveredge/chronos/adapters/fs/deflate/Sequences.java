package io.leveredge.chronos.adapters.fs.deflate;

import java.util.Arrays;

/**
 * What one block of deflate says: some literals and a match, again and again, and at last literals
 * alone. The literals are not kept, only counted: they are the plain bytes between the matches.
 */
final class Sequences {
  /** Enough that a block's codes cost little, few enough that they suit all of it. */
  static final int MOST = 1 << 14;

  /** No block but the last holds less: it is full of matches or {@link MatchFinder} ended it. */
  static final int FEWEST_BYTES = MOST * MatchFinder.SHORTEST;

  /** Of each symbol how many there are; the end of the block counts once. */
  final int[] literalOrLengthCounts = new int[Symbols.LITERALS_AND_LENGTHS];

  final int[] distanceCounts = new int[Symbols.DISTANCES];

  private final long[] packed = new long[MOST];
  private int size;

  void clear() {
    size = 0;
    Arrays.fill(literalOrLengthCounts, 0);
    Arrays.fill(distanceCounts, 0);
    literalOrLengthCounts[Symbols.END_OF_BLOCK] = 1;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MOST;
  }

  /**
   * Adds the literals between two places and the match that follows them.
   *
   * @param distance counted from zero
   */
  void add(byte[] plain, int literals, int match, int length, int distance) {
    addLiterals(plain, literals, match);
    literalOrLengthCounts[Symbols.ofLength(length)]++;
    distanceCounts[Symbols.ofDistance(distance, Symbols.distanceExtraBits(distance))]++;
    packed[size++] = ((long) (match - literals) << 32) | (length << 16) | distance;
  }

  /** Counts the literals between two places. */
  void addLiterals(byte[] plain, int from, int end) {
    for (int at = from; at < end; at++) {
      literalOrLengthCounts[plain[at] & 0xff]++;
    }
  }

  /** One of them; the other methods take it apart. */
  long get(int index) {
    return packed[index];
  }

  /** How many literals come before the match. */
  static int literals(long sequence) {
    return (int) (sequence >>> 32);
  }

  static int length(long sequence) {
    return (int) sequence >>> 16;
  }

  /** The distance, counted from zero. */
  static int distance(long sequence) {
    return (int) sequence & 0xffff;
  }
}
