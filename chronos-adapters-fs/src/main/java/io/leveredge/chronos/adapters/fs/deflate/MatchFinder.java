package io.leveredge.chronos.adapters.fs.deflate;

import java.util.Arrays;

/**
 * Finds stretches that were there before (RFC 1951, section 4), and takes the first that it finds.
 * There is one candidate for each place: the latest other place with the same hash. Where nothing
 * is found for long it looks at fewer and fewer places, so that bytes which cannot be compressed
 * cost little.
 */
final class MatchFinder {
  /** Shorter matches save next to nothing. */
  static final int SHORTEST = 4;

  /**
   * A block ends where it would become longer. With what a last match and the tail go beyond, it is
   * then stored in no more than two pieces.
   */
  private static final int BLOCK_BYTES =
      2 * BlockEncoder.LONGEST_STORED - Symbols.LONGEST_MATCH - MatchFinder.TAIL;

  private static final int HASH_BITS = 15;
  private static final int HASHED_BYTES = 5;

  /** An odd number with its bits well mixed: the golden ratio in 64 bits. */
  private static final long MIXER = 0x9e3779b97f4a7c15L;

  /** So many bytes without a match, as a power of two, make each further step longer by one. */
  private static final int PATIENCE_BITS = 4;

  /**
   * Not longer: places that are passed over are not found later either, so that longer steps in
   * bytes that do repeat would never find it out.
   */
  private static final int LONGEST_STEP = 16;

  /**
   * No match begins in the last bytes, so that whole words can be read at every place looked at.
   */
  private static final int TAIL = 12;

  /**
   * The latest place with each hash, modulo 2^16. What was never set, or is out of reach, becomes
   * some place within reach when its distance is cut to 15 bits, and that candidate is compared as
   * any other.
   */
  private final char[] latest = new char[1 << HASH_BITS];

  /** Forgets all places, so that what is found depends on nothing before. */
  void reset() {
    Arrays.fill(latest, (char) 0);
  }

  /**
   * Splits bytes into the sequences of one block.
   *
   * @param begin where the block before ended; 0 for the first after a reset
   * @return where the block ends: at {@code length} if it is the last
   */
  int find(byte[] plain, int begin, int length, Sequences found) {
    char[] latest = this.latest;
    found.clear();
    int stop = Math.min(begin + BLOCK_BYTES, length - TAIL);
    int literals = begin;
    int at = Math.max(begin, 1); // The first byte has none before it.
    while (at < stop && !found.isFull()) {
      long word = Words.get(plain, at);
      int hash = hash(word);
      int distance = (at - latest[hash] - 1) & (Symbols.FARTHEST_MATCH - 1);
      latest[hash] = (char) at;
      long difference = word ^ Words.get(plain, at - distance - 1);
      if ((int) difference == 0) {
        int matched = matched(plain, at, distance + 1, difference, length);
        found.add(plain, literals, at, matched, distance);
        at += matched;
        literals = at;
        if (at < stop) {
          latest[hash(Words.get(plain, at - 1))] = (char) (at - 1);
        }
      } else {
        at += Math.min(1 + ((at - literals) >> PATIENCE_BITS), LONGEST_STEP);
      }
    }
    int end = at < length - TAIL ? at : length;
    found.addLiterals(plain, literals, end);
    return end;
  }

  private static int hash(long word) {
    long hashed = word << (Long.SIZE - Byte.SIZE * HASHED_BYTES);
    return (int) ((hashed * MIXER) >>> (Long.SIZE - HASH_BITS));
  }

  /** How many bytes are the same, where the first {@link #SHORTEST} are. */
  private static int matched(byte[] plain, int at, int distance, long difference, int length) {
    if (difference != 0) {
      return Long.numberOfTrailingZeros(difference) >>> 3;
    }
    int end = Math.min(at + Symbols.LONGEST_MATCH, length);
    int next = at + Long.BYTES;
    while (next <= end - Long.BYTES) {
      long more = Words.get(plain, next) ^ Words.get(plain, next - distance);
      if (more != 0) {
        return next - at + (Long.numberOfTrailingZeros(more) >>> 3);
      }
      next += Long.BYTES;
    }
    while (next < end && plain[next] == plain[next - distance]) {
      next++;
    }
    return next - at;
  }
}
