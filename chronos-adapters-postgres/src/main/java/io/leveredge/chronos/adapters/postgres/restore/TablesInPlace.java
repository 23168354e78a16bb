package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Replaces the rows of tables that exist by those of a backup, in one transaction: definitions,
 * indexes and grants stay, no trigger of the user's fires, and the sequences of their columns stand
 * where they stood. Foreign keys that refer to the tables are taken away and made anew, which
 * checks every row: where one refers to what the backup lacks, nothing is changed. Committed when
 * the rows were read back and are those of the backup.
 */
public final class TablesInPlace {
  private static final Duration OUTCOME = Duration.ofSeconds(30);

  private final LoadSettings settings;
  private final Duration lockWait;
  private final Connections connections;

  /**
   * @param lockWait how long to wait for other sessions that use the tables
   */
  public TablesInPlace(LoadSettings settings, Duration lockWait) {
    this.settings = settings;
    this.lockWait = lockWait;
    this.connections = new Connections(settings.url());
  }

  /**
   * Does it. An interrupt ends it soon and undoes everything. No session is left when this returns
   * or throws.
   *
   * @param beforeCommit told the transaction's number at the server; what it throws undoes
   *     everything
   * @return what a person should know
   * @throws ChronosException NOT_FOUND where the backup has no such table, RESTORE_BLOCKED where
   *     the target has none or one with other columns, RESTORE_FAILED where a foreign key would
   *     break, RESTORE_DIFFERS, DATABASE_LOCKED and others: everything is as it was
   */
  public List<String> restore(
      PlainDump dump, Collection<TableName> tables, Consumer<String> beforeCommit) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service; the tables are as they were",
          abort -> restore(dump, tables, beforeCommit, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private List<String> restore(
      PlainDump dump, Collection<TableName> tables, Consumer<String> beforeCommit, Abort abort) {
    List<TableInDump> found = TableInDump.find(dump, tables);
    try (DatabaseSession session =
        Opening.session(connections, settings, dump.index().encoding(), abort)) {
      Pooling.refuse(session.connection(), connections);
      LoadSession load = new LoadSession(session, dump, List.of());
      session.run("SET LOCAL lock_timeout = " + lockWait.toMillis());
      List<String> notes = replace(session, load, dump, found);
      String transaction = TransactionNumber.lasting(session, connections);
      beforeCommit.accept(transaction);
      new LastCommit(connections, OUTCOME).commit(session, transaction);
      return notes;
    } catch (SQLException failure) {
      throw RestoreFaults.of("Restoring " + tables, failure);
    }
  }

  private static List<String> replace(
      DatabaseSession session, LoadSession load, PlainDump dump, List<TableInDump> found)
      throws SQLException {
    List<TableName> names = found.stream().map(table -> table.listed().table()).toList();
    Map<TableName, TableColumns> all = TableColumns.all(session.connection(), session.facts());
    for (TableInDump table : found) {
      refuseOthers(session, table, all);
      session.run(
          "LOCK TABLE ONLY " + SqlText.name(table.listed().table()) + " IN ACCESS EXCLUSIVE MODE");
    }
    TableSurroundings around = TableSurroundings.of(session.connection(), names);
    around.before().forEach(session::run);
    session.run(
        names.stream()
            .map(SqlText::name)
            .collect(Collectors.joining(", ONLY ", "TRUNCATE ONLY ", " CONTINUE IDENTITY")));
    for (TableInDump table : found) {
      table.rows().forEach(rows -> load.copy(rows, false));
    }
    // What is checked only at the end would forbid to alter the tables until then.
    session.run("SET CONSTRAINTS ALL IMMEDIATE");
    List<String> notes = new ArrayList<>();
    for (TableInDump table : found) {
      compare(session, dump, table.listed(), all);
    }
    around.after().forEach(session::run);
    setSequences(session, dump, around, notes);
    notes.addAll(around.notes());
    return notes;
  }

  private static void refuseOthers(
      DatabaseSession session, TableInDump table, Map<TableName, TableColumns> all)
      throws SQLException {
    if (!all.containsKey(table.listed().table())) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "The database has no table %s to put the rows into".formatted(table.listed().table()));
    }
    List<String> differences = ColumnDifferences.of(session.connection(), table);
    if (!differences.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Table %s has other columns than in the backup: %s"
              .formatted(table.listed().table(), String.join("; ", differences)));
    }
  }

  private static void compare(
      DatabaseSession session,
      PlainDump dump,
      TableInventory listed,
      Map<TableName, TableColumns> all)
      throws SQLException {
    TableColumns columns = Optional.ofNullable(all.get(listed.table())).orElseThrow();
    TableInventory found =
        new InventoryReader(session.connection(), dump.index().encoding(), dump::readBack)
            .table(columns);
    if (found.rows() != listed.rows() || !found.digest().equals(listed.digest())) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "Table %s has %d rows that are not the %d of the backup"
              .formatted(listed.table(), found.rows(), listed.rows()));
    }
  }

  /**
   * A restart gives the sequence new storage, which goes with the transaction, and only that is
   * changed by {@code setval} then: on its own it would outlive a rollback (manual, ALTER SEQUENCE
   * and section 9.17).
   */
  static void setSequences(
      DatabaseSession session, PlainDump dump, TableSurroundings around, List<String> notes) {
    for (TableName sequence : around.sequences()) {
      Optional<SequencePosition> position =
          dump.index().inventory().sequences().stream()
              .filter(each -> each.sequence().equals(sequence))
              .findFirst();
      if (position.isEmpty()) {
        notes.add(
            "Sequence %s is not in the backup and stands where it stood.".formatted(sequence));
        continue;
      }
      long value = position.get().value();
      session.run("ALTER SEQUENCE %s RESTART WITH %d".formatted(SqlText.name(sequence), value));
      session.run(
          "SELECT pg_catalog.setval(%s, %d, %s)"
              .formatted(SqlText.literal(SqlText.name(sequence)), value, position.get().called()));
    }
  }
}
