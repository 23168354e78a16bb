package io.leveredge.chronos.adapters.fs.deflate;

/**
 * Writes a block's literals and matches in the codes it is given (RFC 1951, section 3.2.3). Its
 * tables hold the bits of each literal, length and distance with their number above them, those of
 * a length together with its extra bits.
 */
final class SequenceWriter {
  /** With more bits waiting, one more code of the longest would overflow the word. */
  private static final int ROOM_FOR_ONE = Long.SIZE - 1 - HuffmanCode.LONGEST;

  private static final int NUMBER_SHIFT = 24;
  private static final int BITS = (1 << NUMBER_SHIFT) - 1;

  private final int[] literals = new int[Symbols.END_OF_BLOCK];
  private final int[] lengths = new int[Symbols.LONGEST_MATCH + 1];
  private final int[] distances = new int[Symbols.DISTANCES];

  /** Writes the sequences of the block between two places, and its end. */
  void write(
      byte[] plain, int begin, int end, Sequences sequences, BlockCodes codes, BitWriter out) {
    fillTables(codes);
    writeSequences(plain, begin, end, sequences, out);
    HuffmanCode literalsAndLengths = codes.literalsAndLengths();
    out.put(
        literalsAndLengths.code(Symbols.END_OF_BLOCK),
        literalsAndLengths.length(Symbols.END_OF_BLOCK));
  }

  private void fillTables(BlockCodes codes) {
    HuffmanCode code = codes.literalsAndLengths();
    for (int literal = 0; literal < literals.length; literal++) {
      literals[literal] = entry(code, literal);
    }
    for (int length = Symbols.SHORTEST_MATCH; length < lengths.length; length++) {
      int symbol = Symbols.ofLength(length);
      int extraBits = Symbols.lengthExtraBits(symbol);
      lengths[length] =
          entry(code, symbol)
              + (Symbols.lengthExtra(length) << code.length(symbol))
              + (extraBits << NUMBER_SHIFT);
    }
    for (int symbol = 0; symbol < distances.length; symbol++) {
      distances[symbol] = entry(codes.distances(), symbol);
    }
  }

  private static int entry(HuffmanCode code, int symbol) {
    return (code.length(symbol) << NUMBER_SHIFT) | code.code(symbol);
  }

  /**
   * The hot loop: as {@link BitWriter#put}, but with everything in registers, and written out only
   * where the word might overflow. A match takes at most 15 + 5 bits for its length and 15 + 13 for
   * its distance, beside which the seven that may wait find room.
   */
  private void writeSequences(
      byte[] plain, int begin, int end, Sequences sequences, BitWriter out) {
    int[] literals = this.literals;
    byte[] bytes = out.bytes;
    int position = out.position;
    long waiting = out.waiting;
    int count = out.count;
    int at = begin;
    for (int i = 0; i <= sequences.size(); i++) {
      long sequence = i < sequences.size() ? sequences.get(i) : 0;
      int match = i < sequences.size() ? at + Sequences.literals(sequence) : end;
      while (at < match) {
        int literal = literals[plain[at++] & 0xff];
        waiting |= (long) (literal & BITS) << count;
        count += literal >>> NUMBER_SHIFT;
        if (count > ROOM_FOR_ONE) {
          Words.set(bytes, position, waiting);
          position += count >>> 3;
          waiting >>>= count & ~7;
          count &= 7;
        }
      }
      Words.set(bytes, position, waiting);
      position += count >>> 3;
      waiting >>>= count & ~7;
      count &= 7;
      if (i == sequences.size()) {
        break;
      }
      int length = lengths[Sequences.length(sequence)];
      waiting |= (long) (length & BITS) << count;
      count += length >>> NUMBER_SHIFT;
      int distance = Sequences.distance(sequence);
      int extraBits = Symbols.distanceExtraBits(distance);
      int symbol = distances[Symbols.ofDistance(distance, extraBits)];
      waiting |= (long) (symbol & BITS) << count;
      count += symbol >>> NUMBER_SHIFT;
      waiting |= (long) (distance & ((1 << extraBits) - 1)) << count;
      count += extraBits;
      Words.set(bytes, position, waiting);
      position += count >>> 3;
      waiting >>>= count & ~7;
      count &= 7;
      at += Sequences.length(sequence);
    }
    out.position = position;
    out.waiting = waiting;
    out.count = count;
  }
}
