package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.CopyReader;
import io.leveredge.chronos.adapters.postgres.sql.DumpPosition;
import io.leveredge.chronos.adapters.postgres.sql.SqlLexer;
import io.leveredge.chronos.adapters.postgres.sql.SqlListener;
import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a dump holds of one table. All definitions come before all rows (pg_dump manual, {@code
 * --section}), and the index says where rows lie, so that of a large dump only its beginning and
 * the table itself are read.
 *
 * @param listed its line of the index
 * @param settings that its definition was written under
 * @param create the statement that creates it
 * @param rows in one piece, but for what is loaded through a partitioned table
 */
public record TableInDump(
    TableInventory listed, List<DumpPart.Sql> settings, String create, List<DumpPart.Rows> rows) {
  private static final int BUFFER = 1 << 16;
  private static final String END = "\\.\n";

  public TableInDump {
    settings = List.copyOf(settings);
    rows = List.copyOf(rows);
  }

  /**
   * Finds tables, in the order of the question.
   *
   * @throws ChronosException NOT_FOUND where the index has no rows of one, DUMP_NOT_UNDERSTOOD
   */
  static List<TableInDump> find(PlainDump dump, Collection<TableName> tables) {
    List<TableInventory> listed = new ArrayList<>();
    for (TableName table : tables) {
      listed.add(
          dump.index()
              .table(table)
              .orElseThrow(
                  () ->
                      new ChronosException(
                          ErrorCode.NOT_FOUND, "The backup has no table " + table)));
    }
    Definitions definitions = Definitions.of(dump, tables);
    List<TableInDump> found = new ArrayList<>();
    for (TableInventory each : listed) {
      Definition definition =
          Optional.ofNullable(definitions.byTable.get(each.table()))
              .orElseThrow(
                  () ->
                      new ChronosException(
                          ErrorCode.DUMP_NOT_UNDERSTOOD,
                          "The dump lists table %s and does not create it"
                              .formatted(each.table())));
      found.add(
          new TableInDump(each, definition.settings(), definition.create(), rows(dump, each)));
    }
    return found;
  }

  /**
   * Reads what is needed of the tables, but for their rows.
   *
   * @throws ChronosException NOT_FOUND where the backup lacks one, DUMP_NOT_UNDERSTOOD,
   *     DUMP_INCOMPLETE, STORAGE_FAILED
   */
  public static void check(PlainDump dump, Collection<TableName> tables) {
    find(dump, tables);
  }

  /** The columns of the rows. */
  List<String> columns() {
    return rows.getFirst().header().columns();
  }

  private static List<DumpPart.Rows> rows(PlainDump dump, TableInventory table) {
    try {
      return byIndex(dump, table).map(List::of).orElseGet(() -> byReading(dump, table));
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          "The rows of %s cannot be read: %s".formatted(table.table(), failure.getMessage()),
          failure);
    }
  }

  /** Reads from the end of the table before; empty where the rows are not what comes first then. */
  private static Optional<DumpPart.Rows> byIndex(PlainDump dump, TableInventory table)
      throws IOException {
    long from =
        dump.index().inventory().tables().stream()
            .filter(other -> other.offset() < table.offset())
            .mapToLong(other -> other.offset() + other.bytes())
            .max()
            .orElse(-1);
    if (from < 0
        || from > table.offset()
        || !endsAt(dump, from)
        || !endsAt(dump, table.offset() + table.bytes())) {
      return Optional.empty();
    }
    FirstCopy first = new FirstCopy();
    SqlLexer lexer = new SqlLexer(first, SqlLexer.USUAL_TEXT_BOUND);
    byte[] preamble =
        "SET client_encoding = '%s';\nSET standard_conforming_strings = on;\n"
            .formatted(dump.index().encoding())
            .getBytes(StandardCharsets.US_ASCII);
    long begin = from + END.length();
    try (InputStream plain = dump.open(begin)) {
      lexer.accept(preamble, 0, preamble.length);
      byte[] buffer = new byte[BUFFER];
      for (int length = plain.read(buffer); length >= 0; length = plain.read(buffer)) {
        lexer.accept(buffer, 0, length);
      }
      return Optional.empty();
    } catch (Enough enough) {
      DumpPart.Rows rows = first.rows(table.bytes(), begin - preamble.length);
      return Optional.of(rows)
          .filter(found -> found.header().table().equals(table.table()))
          .filter(found -> found.offset() == table.offset());
    }
  }

  private static boolean endsAt(PlainDump dump, long offset) throws IOException {
    try (InputStream end = dump.open(offset - 1)) {
      return new String(end.readNBytes(1 + END.length()), StandardCharsets.ISO_8859_1)
          .equals("\n" + END);
    }
  }

  /** Reads all of the dump. */
  private static List<DumpPart.Rows> byReading(PlainDump dump, TableInventory table) {
    List<DumpPart.Rows> found = new ArrayList<>();
    read(
        dump,
        part -> {
          if (part instanceof DumpPart.Rows rows && rows.header().table().equals(table.table())) {
            found.add(rows);
            if (rows.bytes() == table.bytes()) {
              throw new Enough();
            }
          }
        });
    return found;
  }

  private static void read(PlainDump dump, DumpReader reader) {
    try {
      new DumpStatements(dump).read(reader);
    } catch (Enough enough) {
      // What comes after it is of no interest.
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What was looked for has been found. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("Enough has been read", null, false, false);
    }
  }

  private record Definition(List<DumpPart.Sql> settings, String create) {}

  /** The definitions of tables, read up to the first rows. */
  private static final class Definitions implements DumpReader {
    private final Collection<TableName> wanted;
    private final Map<String, DumpPart.Sql> settings = new LinkedHashMap<>();
    private final Map<TableName, Definition> byTable = new LinkedHashMap<>();

    private Definitions(Collection<TableName> wanted) {
      this.wanted = wanted;
    }

    static Definitions of(PlainDump dump, Collection<TableName> wanted) {
      Definitions definitions = new Definitions(wanted);
      read(dump, definitions);
      return definitions;
    }

    @Override
    public void part(DumpPart part) {
      switch (part) {
        case DumpPart.Rows rows -> throw new Enough();
        case DumpPart.Sql sql -> {
          String text = sql.statement().text();
          if (sql.kind() == StatementKind.SETTING) {
            settings.put(text.split("[=,]", 2)[0], sql);
          } else if (sql.kind() == StatementKind.DEFINITION) {
            TableWords.created(text)
                .filter(wanted::contains)
                .ifPresent(
                    table ->
                        byTable.put(table, new Definition(List.copyOf(settings.values()), text)));
          }
        }
      }
    }
  }

  /** Waits for the first COPY. */
  private static final class FirstCopy implements SqlListener {
    private Optional<CopyHeader> header = Optional.empty();
    private String shown = "";
    private long data;

    DumpPart.Rows rows(long bytes, long shift) {
      return new DumpPart.Rows(header.orElseThrow(), shown, data + shift, bytes, Optional.empty());
    }

    @Override
    public CopyReader copy(SqlStatement statement, CopyHeader found, DumpPosition position) {
      header = Optional.of(found);
      shown = statement.shown();
      data = position.offset();
      throw new Enough();
    }

    @Override
    public void statement(SqlStatement statement) {}

    @Override
    public void copyEnded(DumpPosition end) {}

    @Override
    public void comment(DumpPosition start, String line) {}

    @Override
    public void metaCommand(DumpPosition start, String line) {}
  }
}
