package io.leveredge.chronos.adapters.fs.deflate;

/**
 * Writes blocks, each in the shortest of the three ways that there are (RFC 1951, section 3.2.3).
 */
final class BlockEncoder {
  /** How many bytes a stored piece holds at most (section 3.2.4). */
  static final int LONGEST_STORED = 65_535;

  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  private final BlockCodes own =
      new BlockCodes(
          new HuffmanCode(Symbols.LITERALS_AND_LENGTHS), new HuffmanCode(Symbols.DISTANCES));
  private final CodeLengths lengths =
      new CodeLengths(Symbols.LITERALS_AND_LENGTHS, HuffmanCode.LONGEST);
  private final CodeLengths distanceLengths =
      new CodeLengths(Symbols.DISTANCES, HuffmanCode.LONGEST);
  private final CodeHeader header = new CodeHeader();
  private final SequenceWriter writer = new SequenceWriter();

  /**
   * Writes the plain bytes between two places.
   *
   * @param sequences what they are; with their counts
   * @param last whether the stream ends with them
   */
  void write(byte[] plain, int begin, int end, Sequences sequences, boolean last, BitWriter out) {
    own.literalsAndLengths().suit(sequences.literalOrLengthCounts, lengths);
    own.distances().suit(sequences.distanceCounts, distanceLengths);
    long dynamicBits = header.prepare(own) + own.bits(sequences);
    long fixedBits = BlockCodes.FIXED.bits(sequences);
    if (storedBits(end - begin) <= Math.min(dynamicBits, fixedBits)) {
      writeStored(plain, begin, end, last, out);
    } else if (fixedBits <= dynamicBits) {
      writeType(FIXED, last, out);
      writer.write(plain, begin, end, sequences, BlockCodes.FIXED, out);
    } else {
      writeType(DYNAMIC, last, out);
      header.write(out);
      writer.write(plain, begin, end, sequences, own, out);
    }
  }

  /** Without the type of the first piece, which each way begins with, and at least. */
  private static long storedBits(int length) {
    int pieces = Math.max(Math.ceilDiv(length, LONGEST_STORED), 1);
    return 8L * length + 32L * pieces + 8L * (pieces - 1);
  }

  private static void writeStored(byte[] plain, int begin, int end, boolean last, BitWriter out) {
    int at = begin;
    do {
      int length = Math.min(end - at, LONGEST_STORED);
      writeType(STORED, last && at + length == end, out);
      out.alignToByte();
      out.put(length, 16);
      out.put(length ^ 0xffff, 16);
      out.copy(plain, at, length);
      at += length;
    } while (at < end);
  }

  private static void writeType(int type, boolean last, BitWriter out) {
    out.put(last ? 1 : 0, 1);
    out.put(type, 2);
  }
}
