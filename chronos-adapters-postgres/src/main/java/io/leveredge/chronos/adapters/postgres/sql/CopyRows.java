package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
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
  /** The bytes of the end marker and its line feed. */
  private static final int MARKER_LINE = 3;

  private final TableName table;
  private final DumpPosition start;
  private final RowDigest digest;

  /** Negative for a table without columns, whose rows are empty lines. */
  private final int lastColumn;

  private int column;
  private long rows;
  private boolean ended;

  /** The field that began in an earlier piece, while {@link #inCut}. */
  private final FieldDigest cut;

  private boolean inCut;
  private long taken;

  /** What turns an index into the piece being read into an offset into the dump. */
  private long pieceOffset;

  /**
   * Reads one COPY.
   *
   * @param columns in the order of the COPY; none for a table without columns
   * @param start of the first byte of data, for messages and the inventory
   */
  public CopyRows(TableName table, List<String> columns, DumpPosition start) {
    this.table = table;
    this.start = start;
    lastColumn = columns.size() - 1;
    digest = new RowDigest(columns);
    cut = digest.cut();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD for a row with too many or too few fields
   */
  @Override
  public int read(byte[] bytes, int from, int to) {
    pieceOffset = start.offset() + taken - from;
    int position = inCut ? cutField(bytes, from, to) : from;
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
    if (inCut || column != 0) {
      throw start.incomplete("The data of " + table + " that begins here ends within a row");
    }
    long bytes = ended ? taken - MARKER_LINE : taken;
    return new TableInventory(table, rows, start.offset(), bytes, digest.total());
  }

  private int wholeFields(byte[] bytes, int from, int to) {
    int field = from;
    int position = from;
    for (; position <= to - Long.BYTES; position += Long.BYTES) {
      long marks = ByteSearch.tabsAndLineFeeds((long) ByteSearch.WORD.get(bytes, position));
      while (marks != 0) {
        int end = position + ByteSearch.bytesBefore(marks);
        marks &= marks - 1;
        wholeField(bytes, field, end);
        field = end + 1;
        if (ended) {
          return field;
        }
      }
    }
    for (; position < to; position++) {
      if (bytes[position] == '\t' || bytes[position] == '\n') {
        wholeField(bytes, field, position);
        field = position + 1;
        if (ended) {
          return field;
        }
      }
    }
    if (field < to) {
      digest.beginCut(column);
      cut.update(bytes, field, to);
      inCut = true;
    }
    return to;
  }

  /** A field lies between two indexes, and its delimiter at the second. */
  private void wholeField(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 2 && column == 0 && bytes[from] == '\\' && isMarkerEnd(bytes, to)) {
      ended = true;
      return;
    }
    if (lastColumn >= 0) {
      digest.add(column, bytes, from, length);
    }
    delimiter(bytes, to, length);
  }

  private static boolean isMarkerEnd(byte[] bytes, int to) {
    return bytes[to - 1] == '.' && bytes[to] == '\n';
  }

  private void delimiter(byte[] bytes, int at, long length) {
    if (bytes[at] == '\t') {
      if (column >= lastColumn) {
        throw wrongFields(at, "more than " + (lastColumn + 1));
      }
      column++;
      return;
    }
    if (column != lastColumn && (lastColumn >= 0 || length > 0)) {
      throw wrongFields(at, column + 1 + " instead of " + (lastColumn + 1));
    }
    column = 0;
    rows++;
    digest.endRow();
  }

  private ChronosException wrongFields(int at, String count) {
    return new DumpPosition(pieceOffset + at, start.line() + rows)
        .notUnderstood("A row of " + table + " has " + count + " fields");
  }

  /** Goes on with a field that began in an earlier piece. */
  private int cutField(byte[] bytes, int from, int to) {
    int end = ByteSearch.tabOrLineFeed(bytes, from, to);
    cut.update(bytes, from, end);
    if (end == to) {
      return to;
    }
    inCut = false;
    if (column == 0 && bytes[end] == '\n' && cut.isEndMarker()) {
      ended = true;
      return end + 1;
    }
    if (lastColumn >= 0) {
      digest.addCut();
    }
    delimiter(bytes, end, cut.length());
    return end + 1;
  }
}
