package io.leveredge.chronos.adapters.postgres.sql;

/** Turns an index into the piece being read into a place in the whole dump. */
final class LineCount {
  private byte[] bytes = new byte[0];
  private int counted;
  private long offset;
  private long line = 1;

  /** A new piece begins at an index. */
  void piece(byte[] piece, int from) {
    bytes = piece;
    counted = from;
  }

  /** Where an index of the piece lies; indexes must not go back. */
  DumpPosition at(int index) {
    line += ByteSearch.lineFeeds(bytes, counted, index);
    offset += index - counted;
    counted = index;
    return here();
  }

  /** Goes on to an index past some line ends that somebody else has counted. */
  void skip(int index, long lineEnds) {
    line += lineEnds;
    offset += index - counted;
    counted = index;
  }

  /** Goes on past bytes between two pieces that nobody gives. */
  void jump(long bytes, long lineEnds) {
    offset += bytes;
    line += lineEnds;
  }

  /** The piece is over; nothing of it is kept. */
  void endPiece(int to) {
    at(to);
    bytes = new byte[0];
    counted = 0;
  }

  /** The place reached. */
  DumpPosition here() {
    return new DumpPosition(offset, line);
  }
}
