package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings tables back that the database does not have any more: made by the dump's own statements,
 * filled, and read back, in one transaction. Foreign keys of theirs are made where the other table
 * is there; those by which other tables referred to them are not, for rows may have come since.
 */
public final class MissingTables {
  private static final Duration OUTCOME = Duration.ofSeconds(30);

  private final LoadSettings settings;
  private final LeaveOut leaveOut;
  private final Connections connections;

  /**
   * @param leaveOut what is not made: owners and grants by choice
   */
  public MissingTables(LoadSettings settings, LeaveOut leaveOut) {
    this.settings = settings;
    this.leaveOut = leaveOut;
    this.connections = new Connections(settings.url());
  }

  /**
   * Those of some tables that the database lacks, in their order.
   *
   * @param connection any session in it
   */
  public static List<TableName> of(Connection connection, Collection<TableName> tables)
      throws SQLException {
    List<TableName> missing = new ArrayList<>();
    for (TableName table : tables) {
      if (Queries.one(
          connection,
          "SELECT to_regclass(?) IS NULL",
          row -> row.getBoolean(1),
          SqlText.name(table))) {
        missing.add(table);
      }
    }
    return missing;
  }

  /** What came of it. */
  public record Made(List<MadeTable> tables, List<String> notes) {
    public Made {
      tables = List.copyOf(tables);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Does it. An interrupt ends it soon and undoes everything.
   *
   * @param beforeCommit told the transaction's number at the server; what it throws undoes
   *     everything
   * @throws ChronosException NOT_FOUND where the backup has no such table, RESTORE_BLOCKED for a
   *     partition or a table that inherits, RESTORE_FAILED for example where a type is missing,
   *     RESTORE_DIFFERS and others: nothing was made
   */
  public Made restore(PlainDump dump, Collection<TableName> tables, Consumer<String> beforeCommit) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service; no table was made",
          abort -> restore(dump, tables, beforeCommit, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private Made restore(
      PlainDump dump, Collection<TableName> tables, Consumer<String> beforeCommit, Abort abort) {
    List<TableInDump> found = TableInDump.find(dump, tables);
    TableStatements statements = TableStatements.of(dump, tables);
    if (!statements.parents().isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED, String.join("; ", statements.parents()));
    }
    try (DatabaseSession session =
        Opening.session(connections, settings, dump.index().encoding(), abort)) {
      Pooling.refuse(session.connection(), connections);
      LoadSession load = new LoadSession(session, dump, List.of());
      run(load, statements.before());
      for (TableInDump table : found) {
        table.rows().forEach(rows -> load.copy(rows, true));
      }
      run(load, statements.after());
      List<String> notes = new ArrayList<>();
      keys(load, session.connection(), statements, notes);
      List<MadeTable> made = new ArrayList<>();
      for (TableInDump table : found) {
        made.add(TableBeside.compared(session, dump, table.listed(), table.listed().table()));
      }
      TablesInPlace.setSequences(
          session, dump, TableSurroundings.of(session.connection(), List.copyOf(tables)), notes);
      String transaction = TransactionNumber.lasting(session, connections);
      beforeCommit.accept(transaction);
      new LastCommit(connections, OUTCOME).commit(session, transaction);
      return new Made(made, notes);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Restoring " + tables, failure);
    }
  }

  private void run(LoadSession load, List<DumpPart.Sql> statements) {
    statements.stream().filter(each -> !leaveOut.kinds().contains(each.kind())).forEach(load::run);
  }

  private void keys(
      LoadSession load, Connection connection, TableStatements statements, List<String> notes)
      throws SQLException {
    for (DumpPart.Sql key : statements.keys()) {
      List<TableName> referred = TableStatements.referred(key).stream().toList();
      if (of(connection, referred).isEmpty()) {
        load.run(key);
      } else {
        notes.add(MissingOutlook.unmade(key));
      }
    }
    statements.referring().forEach(each -> notes.add(MissingOutlook.unmade(each)));
  }
}
