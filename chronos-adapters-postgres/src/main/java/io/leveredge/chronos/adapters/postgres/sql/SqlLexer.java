package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.util.Optional;

/**
 * Cuts a stream of SQL as pg_dump writes it, and psql reads it, into statements, COPY data,
 * comments and commands to psql. The stream comes in pieces that may be cut anywhere; what is found
 * does not depend on it. Memory is bounded by the text kept of one statement.
 *
 * <p>Data follows a statement that begins with COPY, and nothing else: a line that looks like COPY
 * within a string, a comment or a function's body is part of it. A statement that begins with COPY
 * and is not {@code COPY schema.table (columns) FROM stdin;} is refused, because where its data
 * ended could not be told.
 *
 * <p>For one thread. After an exception the lexer is of no more use.
 */
public final class SqlLexer {
  /** Keeps the header of a COPY of 1600 columns whose names are 63 quotes each. */
  public static final int USUAL_TEXT_BOUND = 1 << 20;

  private static final int LINE_BOUND = 1024;

  private enum Place {
    BETWEEN,
    DASH,
    SLASH,
    LINE_COMMENT,
    BLOCK_COMMENT,
    META_COMMAND,
    STATEMENT,
    AFTER_COPY,
    COPY_DATA
  }

  private final SqlListener listener;
  private final SessionSettings settings = new SessionSettings();
  private final StatementScan scan = new StatementScan();
  private final BlockComment comment = new BlockComment();
  private final BoundedText text;
  private final BoundedText line = new BoundedText(LINE_BOUND);
  private final LineCount lines = new LineCount();

  private Place place = Place.BETWEEN;
  private DumpPosition start = DumpPosition.START;
  private Optional<SqlStatement> copied = Optional.empty();
  private Optional<CopyReader> reader = Optional.empty();

  /**
   * @param textBound how many bytes of one statement are kept
   */
  public SqlLexer(SqlListener listener, int textBound) {
    this.listener = listener;
    text = new BoundedText(textBound);
  }

  /**
   * Takes the next piece. The bytes are not kept.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD, with offset and line
   */
  public void accept(byte[] bytes, int offset, int length) {
    int to = offset + length;
    lines.piece(bytes, offset);
    int position = offset;
    while (position < to) {
      position =
          switch (place) {
            case BETWEEN -> between(bytes, position, to);
            case DASH -> second(bytes, position, '-', Place.LINE_COMMENT);
            case SLASH -> second(bytes, position, '*', Place.BLOCK_COMMENT);
            case LINE_COMMENT, META_COMMAND -> restOfLine(bytes, position, to);
            case BLOCK_COMMENT -> blockComment(bytes, position, to);
            case STATEMENT -> statement(bytes, position, to);
            case AFTER_COPY -> afterCopy(bytes, position);
            case COPY_DATA -> copyData(bytes, position, to);
          };
    }
    lines.endPiece(to);
  }

  /**
   * The caller leaves out some bytes, all of them data of the COPY that is being read, whose reader
   * knows of it.
   *
   * @param lineEnds among them
   */
  public void skipData(long bytes, long lineEnds) {
    if (place != Place.COPY_DATA) {
      throw new IllegalStateException("There is no data to leave out at " + lines.here());
    }
    lines.jump(bytes, lineEnds);
  }

  /** Bytes taken or left out so far. */
  public long bytes() {
    return lines.here().offset();
  }

  /**
   * The stream has ended.
   *
   * @throws ChronosException DUMP_INCOMPLETE, with offset and line, when it ended within something
   */
  public void finish() {
    String within =
        switch (place) {
          case BETWEEN -> "";
          case DASH, SLASH, LINE_COMMENT, BLOCK_COMMENT -> "a comment";
          case META_COMMAND -> "a command to psql";
          case STATEMENT -> scan.within();
          case AFTER_COPY, COPY_DATA -> "the data of a table";
        };
    if (!within.isEmpty()) {
      throw lines.here().incomplete("The dump ends within " + within + " that began at " + start);
    }
  }

  private int between(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && SqlBytes.isSpace(bytes[position])) {
      position++;
    }
    if (position == to) {
      return to;
    }
    start = lines.at(position);
    byte c = bytes[position];
    switch (c) {
      case '-', '/' -> place = c == '-' ? Place.DASH : Place.SLASH;
      case '\\' -> beginLine(Place.META_COMMAND, bytes, position, position + 1);
      default -> {
        place = Place.STATEMENT;
        text.clear();
        scan.begin(settings.plainStringsHaveEscapes());
        return position;
      }
    }
    return position + 1;
  }

  private int second(byte[] bytes, int position, char wanted, Place opened) {
    if (bytes[position] != wanted) {
      throw start.notUnderstood("No statement begins with a dash or a slash");
    }
    if (opened == Place.BLOCK_COMMENT) {
      place = opened;
      comment.open();
    } else {
      beginLine(opened, new byte[] {'-', '-'}, 0, 2);
    }
    return position + 1;
  }

  private void beginLine(Place opened, byte[] bytes, int from, int to) {
    place = opened;
    line.clear();
    line.append(bytes, from, to);
  }

  private int restOfLine(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && !SqlBytes.isLineEnd(bytes[position])) {
      position++;
    }
    line.append(bytes, from, position);
    if (position == to) {
      return to;
    }
    if (place == Place.LINE_COMMENT) {
      listener.comment(start, line.line());
    } else if (line.length() > LINE_BOUND) {
      throw start.notUnderstood("A command to psql is longer than " + LINE_BOUND + " bytes");
    } else {
      listener.metaCommand(start, line.line());
    }
    place = Place.BETWEEN;
    return position + 1;
  }

  private int blockComment(byte[] bytes, int from, int to) {
    int position = comment.skip(bytes, from, to);
    place = comment.isOpen() ? place : Place.BETWEEN;
    return position;
  }

  private int statement(byte[] bytes, int from, int to) {
    int position = scan.scan(bytes, from, to);
    if (!scan.ended() && position < to) {
      throw lines
          .at(position)
          .notUnderstood(
              "The statement that begins at " + start + " holds a byte that is not SQL there");
    }
    text.append(bytes, from, position);
    if (scan.ended()) {
      place = Place.BETWEEN;
      ended(new SqlStatement(start, text.length(), text.head(), settings.charset()));
    }
    return position;
  }

  private void ended(SqlStatement statement) {
    if (statement.firstWord().equals("COPY")) {
      copied = Optional.of(statement);
      place = Place.AFTER_COPY;
    } else {
      settings.see(statement);
      listener.statement(statement);
    }
  }

  /** Data begins on the line after the statement, and pg_dump ends that right after it. */
  private int afterCopy(byte[] bytes, int position) {
    SqlStatement statement = copied.orElseThrow();
    Optional<CopyHeader> header = CopyHeader.of(statement.text());
    if (header.isEmpty() || bytes[position] != '\n') {
      throw start.notUnderstood("This form of COPY is not understood: " + statement.shown());
    }
    reader = Optional.of(listener.copy(statement, header.get(), lines.at(position + 1)));
    place = Place.COPY_DATA;
    return position + 1;
  }

  private int copyData(byte[] bytes, int from, int to) {
    CopyReader data = reader.orElseThrow();
    long before = data.lines();
    lines.at(from);
    int position = data.read(bytes, from, to);
    lines.skip(position, data.lines() - before);
    if (data.ended()) {
      place = Place.BETWEEN;
      reader = Optional.empty();
      listener.copyEnded(lines.here());
    }
    return position;
  }
}
