package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the inventory of a plain dump as it passes. The keys of its digests are constants, so that
 * inventories of different runs and versions compare (see {@link Mix} for the algorithm).
 *
 * <p>Tables and sequences are listed in the order of their names. A table whose rows come in
 * several COPYs, as with {@code --load-via-partition-root}, is listed once, with the sums of all
 * and the offset of the first. What sets rows otherwise than by COPY is listed as refused.
 *
 * <p>For one thread. After an exception the scanner is of no more use.
 */
public final class DumpScanner {
  private static final String SET_SEQUENCE = "SELECT pg_catalog.setval(";
  private static final int REFUSED_SHOWN = 10;

  /** Statements that change rows, or may, in ways that are not looked into. */
  private static final Set<String> REFUSED =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "DO", "CALL", "EXECUTE", "WITH");

  private final Found found = new Found();
  private final SqlLexer lexer = new SqlLexer(found, SqlLexer.USUAL_TEXT_BOUND);
  private final Map<TableName, TableInventory> tables = new TreeMap<>();
  private final Map<TableName, SequencePosition> sequences = new TreeMap<>();
  private final LargeObjectTally largeObjects = new LargeObjectTally();
  private final DumpTrailer trailer = new DumpTrailer();
  private final List<String> refused = new ArrayList<>();
  private Optional<CopyRows> rows = Optional.empty();
  private int lineEndsAtEnd;

  /** A scanner of one dump. */
  public DumpScanner() {}

  /**
   * Takes the next bytes; they are not kept.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD, with offset and line
   */
  public void accept(byte[] bytes, int offset, int length) {
    lexer.accept(bytes, offset, length);
    for (int i = Math.max(offset, offset + length - 2); i < offset + length; i++) {
      lineEndsAtEnd = bytes[i] == '\n' ? lineEndsAtEnd + 1 : 0;
    }
  }

  /**
   * The stream has ended.
   *
   * @throws ChronosException DUMP_INCOMPLETE when it ended within something, with offset and line
   */
  public ScannedDump finish() {
    lexer.finish();
    DatabaseInventory inventory =
        new DatabaseInventory(
            List.copyOf(tables.values()), List.copyOf(sequences.values()), largeObjects.total());
    boolean complete = trailer.seen() && lineEndsAtEnd >= 2;
    return new ScannedDump(inventory, complete, lexer.bytes(), refused);
  }

  private static TableInventory sum(TableInventory one, TableInventory more) {
    return new TableInventory(
        one.table(),
        one.rows() + more.rows(),
        one.offset(),
        one.bytes() + more.bytes(),
        one.digest().plus(more.digest()));
  }

  private static SequencePosition sequence(SqlStatement statement) {
    SqlWords words = new SqlWords(statement.text());
    words.skip(SET_SEQUENCE);
    Optional<TableName> name =
        words
            .string()
            .map(SqlWords::new)
            .flatMap(inner -> CopyHeader.qualifiedName(inner).filter(all -> inner.atEnd()));
    Optional<Long> value = words.skip(",") ? words.number() : Optional.empty();
    boolean comma = words.skip(",");
    boolean called = words.skip("true");
    boolean whole = comma && (called || words.skip("false")) && words.skip(")") && words.skip(";");
    if (name.isEmpty() || value.isEmpty() || !whole || !words.atEnd()) {
      throw statement
          .start()
          .notUnderstood("This setting of a sequence is not understood: " + statement.shown());
    }
    return new SequencePosition(name.get(), value.get(), called);
  }

  /** The lexer's events; not for the scanner's callers. */
  private final class Found implements SqlListener {
    @Override
    public void statement(SqlStatement statement) {
      trailer.statement(statement.start());
      largeObjects.see(statement);
      if (statement.startsWith(SET_SEQUENCE)) {
        SequencePosition position = sequence(statement);
        sequences.put(position.sequence(), position);
      } else if (REFUSED.contains(statement.firstWord()) && refused.size() < REFUSED_SHOWN) {
        refused.add(statement.shown());
      }
    }

    @Override
    public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data) {
      trailer.statement(statement.start());
      CopyRows reader = new CopyRows(header.table(), header.columns(), data);
      rows = Optional.of(reader);
      return reader;
    }

    @Override
    public void copyEnded(DumpPosition end) {
      TableInventory table = rows.orElseThrow().inventory();
      tables.merge(table.table(), table, DumpScanner::sum);
    }

    @Override
    public void comment(DumpPosition start, String line) {
      trailer.comment(line);
    }

    @Override
    public void metaCommand(DumpPosition start, String line) {
      trailer.metaCommand(start, line);
    }
  }
}
