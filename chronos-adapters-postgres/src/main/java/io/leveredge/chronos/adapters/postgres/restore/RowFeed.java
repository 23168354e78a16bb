package io.leveredge.chronos.adapters.postgres.restore;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.function.LongPredicate;

/** Hands a range of rows on as whole rows, and can stop between two of them. */
final class RowFeed {
  private static final int BUFFER = 1 << 16;
  private static final byte LINE_END = '\n';

  private final RowRange range;
  private final LongPredicate enough;
  private final byte[] buffer = new byte[BUFFER];
  private final long end;
  private long place;
  private long to;
  private boolean inRange;

  /** Takes the rows. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] buffer, int offset, int length) throws SQLException;
  }

  /**
   * @param enough asked now and then, with the bytes that are left of the range; where it says so
   *     no further row is begun
   */
  RowFeed(RowRange range, LongPredicate enough) {
    this.range = range;
    this.enough = enough;
    end = range.rows().offset() + range.rows().bytes();
    to = range.to();
    inRange = range.beginsWithTheRows();
    // A row begins at the range's first byte if the byte before it ends one.
    place = inRange ? range.from() : range.from() - 1;
  }

  /**
   * Where the dump is to be opened for {@link #feed}.
   *
   * @return an offset in the plain dump
   */
  long opening() {
    return place;
  }

  /**
   * Reads the rows and hands them on.
   *
   * @return what is left of the range; nothing unless it was enough
   * @throws IOException where the dump ends before the rows do
   */
  RowRange feed(InputStream plain, Sink sink) throws IOException, SQLException {
    while (place < end && range.bytes() > 0) {
      int length = plain.read(buffer, 0, (int) Math.min(end - place, buffer.length));
      if (length < 0) {
        throw new IOException("the dump ends " + (end - place) + " bytes before the table does");
      }
      if (handOn(length, sink)) {
        break;
      }
    }
    return range.after(place);
  }

  /** Whether that was the last of it; afterwards {@link #place} is behind what was handed on. */
  private boolean handOn(int length, Sink sink) throws SQLException {
    int begin = 0;
    if (!inRange) {
      begin = behindLineEnd(0, length);
      inRange = begin > 0;
      if (!inRange) {
        place += length;
        return false;
      }
      if (place + begin >= to) {
        place += begin;
        return true;
      }
    }
    if (enough.test(to - place - begin)) {
      to = Math.min(to, place + begin + 1);
    }
    int last =
        place + length < to ? 0 : behindLineEnd((int) Math.max(begin, to - 1 - place), length);
    int until = last > 0 ? last : length;
    sink.write(buffer, begin, until - begin);
    place += until;
    return last > 0;
  }

  /** The index behind the first line end from there on, 0 where there is none. */
  private int behindLineEnd(int from, int length) {
    for (int at = from; at < length; at++) {
      if (buffer[at] == LINE_END) {
        return at + 1;
      }
    }
    return 0;
  }
}
