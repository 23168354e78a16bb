package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.CopyReader;
import io.leveredge.chronos.adapters.postgres.sql.DumpPosition;
import io.leveredge.chronos.adapters.postgres.sql.DumpTrailer;
import io.leveredge.chronos.adapters.postgres.sql.SqlLexer;
import io.leveredge.chronos.adapters.postgres.sql.SqlListener;
import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a dump from its first byte to its end as parts in their order. The rows of large tables,
 * whose place the index knows, are not read but passed over.
 *
 * <p>Whatever a dump of ours does not hold is refused: a command to psql other than pg_dump's own,
 * a statement that begins or ends a transaction, one about the server or about no known kind of
 * object, anything after the end; and a dump that has no end. {@link #check} finds all of that
 * before anything connects.
 */
public final class DumpStatements {
  /** Less than that is read faster than found again. */
  private static final long WORTH_A_JUMP = 1 << 20;

  /** One statement is held whole; a megabyte is already a very long one. */
  private static final int STATEMENT_BOUND = 32 << 20;

  private static final int BUFFER = 1 << 18;

  private final PlainDump dump;
  private final Map<Long, TableInventory> byOffset = new HashMap<>();

  public DumpStatements(PlainDump dump) {
    this.dump = dump;
    for (TableInventory table : dump.index().inventory().tables()) {
      byOffset.put(table.offset(), table);
    }
  }

  /**
   * Reads it once without doing anything, and says what it holds.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD for what is refused, DUMP_INCOMPLETE for a dump
   *     that is cut, each with the place; STORAGE_FAILED where it cannot be read
   */
  public DumpOutline check() {
    DumpOutline.Builder outline = new DumpOutline.Builder();
    try {
      read(outline);
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
    return outline.build();
  }

  /**
   * Hands on every part.
   *
   * @throws ChronosException as {@link #check}, and whatever the reader throws
   */
  void read(DumpReader reader) throws SQLException {
    Pass pass = new Pass(reader);
    SqlLexer lexer = new SqlLexer(pass, STATEMENT_BOUND);
    try {
      pass(pass, lexer);
    } catch (PartFailed failed) {
      throw failed.failure;
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          "The dump cannot be read on after byte " + lexer.bytes() + ": " + failure.getMessage(),
          failure);
    }
    lexer.finish();
    pass.finish(lexer.bytes());
  }

  private void pass(Pass pass, SqlLexer lexer) throws IOException {
    byte[] buffer = new byte[BUFFER];
    InputStream plain = dump.open(0);
    try {
      for (int length = plain.read(buffer); length >= 0; length = plain.read(buffer)) {
        lexer.accept(buffer, 0, length);
        Optional<TableInventory> far = pass.worthAJump(lexer.bytes());
        if (far.isPresent() && endsAsListed(far.get())) {
          long end = far.get().offset() + far.get().bytes();
          long left = end - lexer.bytes();
          plain.close();
          plain = dump.open(end);
          long lines = pass.skip(left, far.get().rows());
          lexer.skipData(left, lines);
        }
      }
    } finally {
      plain.close();
    }
  }

  /**
   * Whether the rows lie in one piece: those of partitions that are loaded through their parent do
   * not.
   */
  private boolean endsAsListed(TableInventory table) throws IOException {
    try (InputStream end = dump.open(table.offset() + table.bytes() - 1)) {
      return new String(end.readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals("\n\\.\n");
    }
  }

  /** What the reader failed with, on its way through the lexer. */
  private static final class PartFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SQLException failure;

    PartFailed(SQLException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  /** One reading from the beginning to the end. */
  private final class Pass implements SqlListener {
    private final DumpReader reader;
    private final DumpTrailer trailer = new DumpTrailer();
    private Optional<Open> open = Optional.empty();
    private boolean inBracket;
    private boolean byGrantor;

    Pass(DumpReader reader) {
      this.reader = reader;
    }

    /** A COPY whose end has not come. */
    private record Open(CopyHeader header, String shown, DumpPosition data, RowsPassed rows) {}

    Optional<TableInventory> worthAJump(long here) {
      return open.flatMap(
          copy ->
              Optional.ofNullable(byOffset.get(copy.data().offset()))
                  .filter(table -> table.table().equals(copy.header().table()))
                  .filter(table -> table.offset() + table.bytes() - here > WORTH_A_JUMP));
    }

    /** Answers how many line ends lie in what is left out. */
    long skip(long bytes, long rows) {
      RowsPassed passed = open.orElseThrow().rows();
      long lines = rows - passed.lines();
      passed.skip(bytes, lines);
      return lines;
    }

    @Override
    public void statement(SqlStatement statement) {
      trailer.statement(statement.start());
      StatementKind kind = StatementKinds.of(statement).orElseThrow(() -> refused(statement));
      if (kind == StatementKind.LARGE_OBJECT_BRACKET) {
        boolean opens = statement.firstWord().equals("BEGIN");
        if (opens == inBracket) {
          throw refused(statement);
        }
        inBracket = opens;
      } else if (inBracket && kind != StatementKind.LARGE_OBJECT) {
        throw refused(statement);
      }
      grantor(statement, kind);
      hand(new DumpPart.Sql(kind, statement));
    }

    /** For another role nothing is done but what it has granted. */
    private void grantor(SqlStatement statement, StatementKind kind) {
      boolean begins = StatementKinds.beginsGrantor(statement);
      boolean ends = StatementKinds.endsGrantor(statement);
      if (byGrantor ? begins || kind != StatementKind.GRANT : ends) {
        throw refused(statement);
      }
      byGrantor = begins || (byGrantor && !ends);
    }

    @Override
    public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data) {
      trailer.statement(statement.start());
      if (inBracket || byGrantor) {
        throw refused(statement);
      }
      RowsPassed rows = new RowsPassed();
      open = Optional.of(new Open(header, statement.shown(), data, rows));
      return rows;
    }

    @Override
    public void copyEnded(DumpPosition end) {
      Open copy = open.orElseThrow();
      open = Optional.empty();
      RowsPassed rows = copy.rows();
      hand(
          new DumpPart.Rows(
              copy.header(), copy.shown(), copy.data().offset(), rows.bytes(), rows.few()));
    }

    @Override
    public void comment(DumpPosition start, String line) {
      trailer.comment(line);
    }

    @Override
    public void metaCommand(DumpPosition start, String line) {
      trailer.metaCommand(start, line);
    }

    void finish(long bytes) {
      if (!trailer.seen() || inBracket || byGrantor) {
        throw new ChronosException(
            ErrorCode.DUMP_INCOMPLETE,
            "The dump of %d bytes does not end as pg_dump ends it".formatted(bytes));
      }
    }

    private void hand(DumpPart part) {
      try {
        reader.part(part);
      } catch (SQLException failure) {
        throw new PartFailed(failure);
      }
    }

    private ChronosException refused(SqlStatement statement) {
      return statement
          .start()
          .notUnderstood("A statement that no dump of ours holds here: " + statement.shown());
    }
  }
}
