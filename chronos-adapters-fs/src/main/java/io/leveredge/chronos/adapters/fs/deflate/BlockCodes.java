package io.leveredge.chronos.adapters.fs.deflate;

/** The two codes that a block is written in (RFC 1951, section 3.2.5). */
record BlockCodes(HuffmanCode literalsAndLengths, HuffmanCode distances) {

  /** Those that need not be sent (section 3.2.6). */
  static final BlockCodes FIXED =
      new BlockCodes(HuffmanCode.fixedForLiteralsAndLengths(), HuffmanCode.fixedForDistances());

  /** How many bits these sequences take, with their extra bits and the end of the block. */
  long bits(Sequences sequences) {
    long bits =
        literalsAndLengths.bits(sequences.literalOrLengthCounts)
            + distances.bits(sequences.distanceCounts);
    for (int symbol = Symbols.END_OF_BLOCK + 1; symbol < Symbols.LITERALS_AND_LENGTHS; symbol++) {
      bits += (long) sequences.literalOrLengthCounts[symbol] * Symbols.lengthExtraBits(symbol);
    }
    for (int symbol = 0; symbol < Symbols.DISTANCES; symbol++) {
      bits += (long) sequences.distanceCounts[symbol] * Symbols.extraBitsOfDistanceSymbol(symbol);
    }
    return bits;
  }
}
