package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Puts one table of a backup beside the one in use, under another name: its columns and its rows,
 * without indexes, keys, defaults that come from sequences, triggers and grants. In one
 * transaction, committed when the rows were read back and are those of the backup. The rows of
 * other tables are passed over.
 */
public final class TableBeside {
  private final LoadSettings settings;
  private final Connections connections;

  public TableBeside(LoadSettings settings) {
    this.settings = settings;
    this.connections = new Connections(settings.url());
  }

  /**
   * Creates the table and fills it.
   *
   * @param table as the backup has it
   * @param as a name that no relation has
   * @return how many rows
   * @throws ChronosException NOT_FOUND where the backup has no rows of such a table, RESTORE_FAILED
   *     for example where the name is taken or a type is missing, RESTORE_DIFFERS
   */
  public long restore(PlainDump dump, TableName table, TableName as) {
    TableInventory listed =
        dump.index()
            .table(table)
            .orElseThrow(
                () ->
                    new ChronosException(ErrorCode.NOT_FOUND, "The backup has no table " + table));
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service",
          abort -> restore(dump, listed, as, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private long restore(PlainDump dump, TableInventory listed, TableName as, Abort abort) {
    try (DatabaseSession session =
        Opening.session(connections, settings, dump.index().encoding(), abort)) {
      LoadSession load = new LoadSession(session, dump, List.of());
      Part part = new Part(listed.table(), as, load);
      try {
        new DumpStatements(dump).read(part);
      } catch (Found enough) {
        // What comes after the table's rows is of no interest.
      }
      compare(session, dump, listed, as);
      load.commit();
      return listed.rows();
    } catch (SQLException failure) {
      throw RestoreFaults.of("Restoring " + listed.table(), failure);
    }
  }

  private static void compare(
      DatabaseSession session, PlainDump dump, TableInventory listed, TableName as)
      throws SQLException {
    TableColumns columns =
        Optional.ofNullable(TableColumns.all(session.connection(), session.facts()).get(as))
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.DUMP_NOT_UNDERSTOOD,
                        "The dump lists table %s and does not create it"
                            .formatted(listed.table())));
    TableInventory found =
        new InventoryReader(session.connection(), dump.index().encoding()).table(columns);
    if (found.rows() != listed.rows() || !found.digest().equals(listed.digest())) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "Table %s has %d rows that are not the %d of the backup"
              .formatted(as, found.rows(), listed.rows()));
    }
  }

  /** The rows have been loaded. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found() {
      super("The rows have been found", null, false, false);
    }
  }

  /** Takes from a dump what concerns the table. */
  private record Part(TableName table, TableName as, LoadSession load) implements DumpReader {
    @Override
    public void part(DumpPart part) throws SQLException {
      switch (part) {
        case DumpPart.Sql sql -> {
          if (sql.kind() == StatementKind.SETTING) {
            load.run(sql);
          } else if (sql.kind() == StatementKind.DEFINITION
              && TableWords.created(sql.statement().text()).equals(Optional.of(table))) {
            create(sql.statement().text());
          }
        }
        case DumpPart.Rows rows -> {
          if (rows.header().table().equals(table)) {
            load.copy(
                new DumpPart.Rows(
                    new CopyHeader(as, rows.header().columns()),
                    rows.shown(),
                    rows.offset(),
                    rows.bytes(),
                    rows.few()),
                true);
            throw new Found();
          }
        }
      }
    }

    private void create(String statement) {
      SqlWords words = new SqlWords(statement);
      words.skip("CREATE");
      boolean unlogged = words.skip("UNLOGGED");
      words.skip("TABLE");
      CopyHeader.qualifiedName(words);
      String rest = words.rest();
      if (rest.matches("(?s).*\\)\\s*PARTITION BY .*")) {
        throw new ChronosException(
            ErrorCode.RESTORE_FAILED,
            "Table %s is partitioned; its rows are those of its partitions".formatted(table));
      }
      load.session()
          .run(
              "CREATE %sTABLE %s%s".formatted(unlogged ? "UNLOGGED " : "", SqlText.name(as), rest),
              "CREATE TABLE " + as);
    }
  }
}
