package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts tables of a backup beside those in use, under other names: their columns and their rows,
 * without indexes, keys, defaults that come from sequences, triggers and grants. All in one
 * transaction, committed when the rows were read back and are those of the backup. The rows of
 * other tables are not read.
 */
public final class TableBeside {
  private static final Duration OUTCOME = Duration.ofSeconds(30);

  private final LoadSettings settings;
  private final Connections connections;

  public TableBeside(LoadSettings settings) {
    this.settings = settings;
    this.connections = new Connections(settings.url());
  }

  /**
   * Creates the tables and fills them.
   *
   * @param tables each as the backup has it, with a name that no relation has
   * @param beforeCommit told the transaction's number at the server; what it throws undoes
   *     everything
   * @return what was made, in the order of the names
   * @throws ChronosException NOT_FOUND where the backup has no rows of such a table, RESTORE_FAILED
   *     for example where a name is taken or a type is missing, RESTORE_DIFFERS
   */
  public List<MadeTable> restore(
      PlainDump dump, Map<TableName, TableName> tables, Consumer<String> beforeCommit) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service",
          abort -> restore(dump, tables, beforeCommit, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private List<MadeTable> restore(
      PlainDump dump,
      Map<TableName, TableName> tables,
      Consumer<String> beforeCommit,
      Abort abort) {
    List<TableInDump> found = TableInDump.find(dump, tables.keySet());
    try (DatabaseSession session =
        Opening.session(connections, settings, dump.index().encoding(), abort)) {
      LoadSession load = new LoadSession(session, dump, List.of());
      List<MadeTable> made = new ArrayList<>();
      for (TableInDump table : found) {
        TableName as = Optional.ofNullable(tables.get(table.listed().table())).orElseThrow();
        table.settings().forEach(load::run);
        create(session, table, as);
        for (DumpPart.Rows rows : table.rows()) {
          load.copy(under(as, rows), true);
        }
        made.add(compared(session, dump, table.listed(), as));
      }
      String transaction = TransactionNumber.lasting(session, connections);
      beforeCommit.accept(transaction);
      new LastCommit(connections, OUTCOME).commit(session, transaction);
      return made;
    } catch (SQLException failure) {
      throw RestoreFaults.of("Restoring " + tables.keySet(), failure);
    }
  }

  private static DumpPart.Rows under(TableName as, DumpPart.Rows rows) {
    return new DumpPart.Rows(
        new CopyHeader(as, rows.header().columns()),
        rows.shown(),
        rows.offset(),
        rows.bytes(),
        rows.few());
  }

  /** What was made, when its rows are those of the backup. */
  static MadeTable compared(
      DatabaseSession session, PlainDump dump, TableInventory listed, TableName as)
      throws SQLException {
    TableColumns columns =
        Optional.ofNullable(TableColumns.all(session.connection(), session.facts()).get(as))
            .orElseThrow();
    TableInventory found =
        new InventoryReader(session.connection(), dump.index().encoding(), dump::readBack)
            .table(columns);
    if (found.rows() != listed.rows() || !found.digest().equals(listed.digest())) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "Table %s has %d rows that are not the %d of the backup"
              .formatted(as, found.rows(), listed.rows()));
    }
    long oid =
        Queries.one(
            session.connection(),
            "SELECT to_regclass(?)::oid::bigint",
            row -> row.getLong(1),
            SqlText.name(as));
    return new MadeTable(oid, as, dump.index().encoding(), found.rows(), found.digest());
  }

  private static void create(DatabaseSession session, TableInDump table, TableName as)
      throws SQLException {
    SqlWords words = new SqlWords(table.create());
    words.skip("CREATE");
    boolean unlogged = words.skip("UNLOGGED");
    words.skip("TABLE");
    CopyHeader.qualifiedName(words);
    String rest = words.rest();
    if (rest.matches("(?s).*\\)\\s*PARTITION BY .*")) {
      throw new ChronosException(
          ErrorCode.RESTORE_FAILED,
          "Table %s is partitioned; its rows are those of its partitions"
              .formatted(table.listed().table()));
    }
    session.run(
        "CREATE %sTABLE %s%s".formatted(unlogged ? "UNLOGGED " : "", SqlText.name(as), rest),
        "CREATE TABLE " + as);
    leaveParents(session, as);
  }

  /**
   * A child's rows are its parent's, too, and those beside the live ones must not be. It keeps the
   * columns that it has of the parent, which the dump's statement does not name.
   */
  private static void leaveParents(DatabaseSession session, TableName as) throws SQLException {
    String statements =
        """
        SELECT format(
                 'DO $$BEGIN EXECUTE format(''ALTER TABLE %%s NO INHERIT %%s'', '
                   '%s::oid::regclass, %s::oid::regclass); END$$',
                 inhrelid::oid, inhparent::oid)
          FROM pg_inherits WHERE inhrelid = to_regclass(?)
        """;
    for (String statement :
        Queries.all(session.connection(), statements, row -> row.getString(1), SqlText.name(as))) {
      session.run(statement, "ALTER TABLE " + as + " NO INHERIT");
    }
  }
}
