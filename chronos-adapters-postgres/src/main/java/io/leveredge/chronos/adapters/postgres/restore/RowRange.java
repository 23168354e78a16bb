package io.leveredge.chronos.adapters.postgres.restore;

import java.util.ArrayList;
import java.util.List;

/**
 * Those rows of a COPY that begin in a range of the plain dump's bytes. In COPY's text format a
 * line end is the end of a row and nothing else: within a value it is written as a backslash and an
 * n (manual of COPY, "Text Format"), and no encoding of a server has its byte within a character.
 *
 * @param rows all of the COPY
 * @param from the first byte at which a row of the range may begin
 * @param to the first byte behind those
 */
record RowRange(DumpPart.Rows rows, long from, long to) {
  RowRange {
    if (from < rows.offset() || to > rows.offset() + rows.bytes() || from > to) {
      throw new IllegalArgumentException("Not in the rows: " + from + " to " + to);
    }
  }

  static RowRange all(DumpPart.Rows rows) {
    return new RowRange(rows, rows.offset(), rows.offset() + rows.bytes());
  }

  /** Whether its first byte is known to begin a row. */
  boolean beginsWithTheRows() {
    return from == rows.offset();
  }

  long bytes() {
    return to - from;
  }

  /** What is left of it from a byte on. */
  RowRange after(long place) {
    return new RowRange(rows, Math.min(place, to), to);
  }

  /** The same rows as so many ranges of about the same size. */
  List<RowRange> split(int pieces) {
    List<RowRange> ranges = new ArrayList<>();
    long begin = from;
    for (int piece = 1; piece <= pieces; piece++) {
      long end = piece == pieces ? to : from + bytes() / pieces * piece;
      ranges.add(new RowRange(rows, begin, end));
      begin = end;
    }
    return ranges;
  }
}
