package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;

/**
 * Counts and digests the rows of one COPY in text format as they pass: the loop in which a backup
 * spends its time.
 *
 * <p>A tab ends a field and a line feed a row wherever they stand, because the server writes those
 * within values as {@code \t} and {@code \n} (COPY manual, "Text Format"). That holds in every
 * encoding a server may have, none of which uses ASCII bytes within other characters. Eight bytes
 * are looked at a time, and a field that lies whole in a piece is digested where it lies; the
 * result does not depend on where the pieces are cut. The digest is described at {@link Mix}.
 *
 * <p>Also takes what COPY TO STDOUT sends, where no end marker comes. For one thread.
 */
public final class CopyRows implements CopyReader {
  private static final int KEY = 4;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long ONES = 0x0101010101010101L;
  private static final int MARKER_LINE = 3;

  private final TableName table;
  private final int columns;
  private final DumpPosition start;

  /** Four numbers for each column. */
  private final long[] keys;

  /** Index of the last column's key; negative for a table without columns. */
  private final int lastKey;

  private final FieldDigest cut = new FieldDigest();
  private boolean inCut;

  private int key;
  private long rowFirst;
  private long rowSecond;
  private long high;
  private long low;
  private long rows;
  private long taken;

  /** What turns an index into the piece being read into an offset into the dump. */
  private long pieceOffset;

  private boolean ended;

  /**
   * @param columns in the order of the COPY; none for a table without columns
   * @param start of the first byte of data, for messages and the inventory
   */
  public CopyRows(TableName table, List<String> columns, DumpPosition start) {
    this.table = table;
    this.columns = columns.size();
    this.start = start;
    keys = new long[Math.max(1, columns.size()) * KEY];
    lastKey = (columns.size() - 1) * KEY;
    for (int i = 0; i < columns.size(); i++) {
      System.arraycopy(FieldDigest.key(columns.get(i)), 0, keys, i * KEY, KEY);
    }
  }

  @Override
  public int read(byte[] bytes, int from, int to) {
    pieceOffset = start.offset() + taken - from;
    int position = inCut ? finishCut(bytes, from, to) : from;
    int end = ended || position == to ? position : wholeFields(bytes, position, to);
    taken += end - from;
    return end;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public long lines() {
    return ended ? rows + 1 : rows;
  }

  /**
   * The rows so far.
   *
   * @throws ChronosException DUMP_INCOMPLETE within a row
   */
  public TableInventory inventory() {
    if (inCut || key != 0) {
      throw start.incomplete("The data of " + table + " that begins here ends within a row");
    }
    long bytes = ended ? taken - MARKER_LINE : taken;
    return new TableInventory(table, rows, start.offset(), bytes, new ContentDigest(high, low));
  }

  /** Every byte of the word that is a tab or a line feed has its highest bit set, no other. */
  private static long delimiters(long word) {
    long low = word & LOW_BITS;
    long tabOrMore = low + ONES * (0x80 - '\t');
    long moreThanLineFeed = low + ONES * (0x80 - '\n' - 1);
    return tabOrMore & ~moreThanLineFeed & ~word & ~LOW_BITS;
  }

  private int wholeFields(byte[] bytes, int from, int to) {
    int field = from;
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      long found = delimiters((long) FieldDigest.WORD.get(bytes, position));
      while (found != 0) {
        int end = position + (Long.numberOfTrailingZeros(found) >>> 3);
        found &= found - 1;
        delimited(bytes, field, end);
        field = end + 1;
        if (ended) {
          return field;
        }
      }
    }
    for (; position < to; position++) {
      if (bytes[position] == '\t' || bytes[position] == '\n') {
        delimited(bytes, field, position);
        field = position + 1;
        if (ended) {
          return field;
        }
      }
    }
    if (field < to) {
      cut.begin(keys, key);
      cut.update(bytes, field, to);
      inCut = true;
    }
    return to;
  }

  /** A field lies between two indexes, and its delimiter at the second. */
  private void delimited(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 2 && key == 0 && bytes[from] == '\\' && isMarkerEnd(bytes, to)) {
      ended = true;
      return;
    }
    digest(bytes, from, length);
    delimiter(bytes, to, length);
  }

  private static boolean isMarkerEnd(byte[] bytes, int to) {
    return bytes[to - 1] == '.' && bytes[to] == '\n';
  }

  private void digest(byte[] bytes, int from, int length) {
    long k0 = keys[key];
    long k1 = keys[key + 1];
    long k2 = keys[key + 2];
    long k3 = keys[key + 3];
    long a = k0;
    long b = k1;
    int position = from;
    int rest = length;
    for (; rest >= FieldDigest.BLOCK; rest -= FieldDigest.BLOCK) {
      long x = (long) FieldDigest.WORD.get(bytes, position);
      long y = (long) FieldDigest.WORD.get(bytes, position + 8);
      a = Mix.fold(x ^ a, y ^ k2);
      b = Mix.fold(x ^ k3, y ^ b);
      position += FieldDigest.BLOCK;
    }
    if (rest > 0 || length == 0) {
      long x;
      long y;
      if (rest < Long.BYTES) {
        x = someBytes(bytes, position, rest);
        y = 0;
      } else {
        x = (long) FieldDigest.WORD.get(bytes, position);
        y = someBytes(bytes, position + 8, rest - 8);
      }
      a = Mix.fold(x ^ a, y ^ k2);
      b = Mix.fold(x ^ k3, y ^ b);
    }
    rowFirst += Mix.first(a, b, length);
    rowSecond += Mix.second(a, b, length);
  }

  /** Up to seven bytes as the low end of a word. */
  private static long someBytes(byte[] bytes, int from, int count) {
    if (from <= bytes.length - Long.BYTES) {
      return (long) FieldDigest.WORD.get(bytes, from) & ((1L << (count << 3)) - 1);
    }
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | (bytes[from + i] & 0xFF);
    }
    return word;
  }

  private void delimiter(byte[] bytes, int at, long length) {
    if (bytes[at] == '\t') {
      if (key >= lastKey) {
        throw wrongFields(at, "more than " + columns);
      }
      key += KEY;
      return;
    }
    if (key != lastKey && (columns > 0 || length > 0)) {
      throw wrongFields(at, key / KEY + 1 + " instead of " + columns);
    }
    if (columns == 0) {
      rowFirst = 0;
      rowSecond = 0;
    }
    key = 0;
    long addedHigh = Mix.rowHigh(rowFirst, rowSecond);
    long addedLow = Mix.rowLow(rowFirst, rowSecond);
    rowFirst = 0;
    rowSecond = 0;
    low += addedLow;
    high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
    rows++;
  }

  private ChronosException wrongFields(int at, String count) {
    return new DumpPosition(pieceOffset + at, start.line() + rows)
        .notUnderstood("A row of " + table + " has " + count + " fields");
  }

  /** Goes on with a field that began in an earlier piece. */
  private int finishCut(byte[] bytes, int from, int to) {
    int end = nextDelimiter(bytes, from, to);
    cut.update(bytes, from, end);
    if (end == to) {
      return to;
    }
    inCut = false;
    if (key == 0 && bytes[end] == '\n' && cut.isEndMarker()) {
      ended = true;
      return end + 1;
    }
    cut.end();
    rowFirst += cut.first();
    rowSecond += cut.second();
    delimiter(bytes, end, cut.length());
    return end + 1;
  }

  private static int nextDelimiter(byte[] bytes, int from, int to) {
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      long found = delimiters((long) FieldDigest.WORD.get(bytes, position));
      if (found != 0) {
        return position + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (position < to && bytes[position] != '\t' && bytes[position] != '\n') {
      position++;
    }
    return position;
  }
}
