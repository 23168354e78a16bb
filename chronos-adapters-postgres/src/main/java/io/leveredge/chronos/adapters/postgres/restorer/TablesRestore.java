package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.MadeTable;
import io.leveredge.chronos.adapters.postgres.restore.MissingTables;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.TableBeside;
import io.leveredge.chronos.adapters.postgres.restore.TableInDump;
import io.leveredge.chronos.adapters.postgres.restore.TablesInPlace;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Single tables of a backup. */
final class TablesRestore {
  private final DatabaseSettings settings;
  private final RestoreWork work;
  private final Steps steps;
  private final List<TableName> tables;

  TablesRestore(DatabaseSettings settings, RestoreWork work, Steps steps) {
    this.settings = settings;
    this.work = work;
    this.steps = steps;
    this.tables = work.choice().tables().stream().distinct().toList();
  }

  ComponentOutcome beside(BackupDump dump) {
    Map<TableName, TableName> names = new LinkedHashMap<>();
    tables.forEach(table -> names.put(table, RestoreNames.beside(table, work.id())));
    work.progress().doing("restoring tables under other names");
    work.progress().expect(loadedAndReadBack(dump));
    List<MadeTable> made = new TableBeside(load()).restore(dump, names, steps::transaction);
    Map<String, String> renamed = new TreeMap<>();
    names.forEach((table, as) -> renamed.put(table.toString(), as.toString()));
    return new ComponentOutcome(
        Component.DATABASE,
        ComponentOutcome.State.RESTORED,
        Map.of(ChangeKind.CREATED, (long) made.size()),
        renamed,
        List.of("They have their columns and rows, without indexes, keys, triggers and grants."),
        new Beside(made).facts(),
        Optional.empty());
  }

  ComponentOutcome inPlace(BackupDump dump) {
    TableInDump.check(dump, tables); // Read and understood, before anything connects.
    List<TableName> missing = missing();
    if (!missing.isEmpty()) {
      return missing(dump, missing);
    }
    work.progress().doing("restoring the rows of tables");
    work.progress().expect(loadedAndReadBack(dump));
    List<String> notes =
        new TablesInPlace(load(), settings.lockWait()).restore(dump, tables, steps::transaction);
    return new ComponentOutcome(
        Component.DATABASE,
        ComponentOutcome.State.RESTORED,
        Map.of(ChangeKind.REPLACED, (long) tables.size()),
        Map.of(),
        notes,
        Map.of(),
        Optional.empty());
  }

  private long loadedAndReadBack(BackupDump dump) {
    return 2
        * dump.index().inventory().tables().stream()
            .filter(table -> tables.contains(table.table()))
            .mapToLong(TableInventory::bytes)
            .sum();
  }

  private ComponentOutcome missing(BackupDump dump, List<TableName> missing) {
    if (missing.size() < tables.size()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Of the tables the database lacks only %s: restore these alone, and then the others"
              .formatted(missing));
    }
    work.progress().doing("making tables that are missing");
    MissingTables.Made made =
        new MissingTables(load(), LeaveOut.of(settings)).restore(dump, tables, steps::transaction);
    return new ComponentOutcome(
        Component.DATABASE,
        ComponentOutcome.State.RESTORED,
        Map.of(ChangeKind.CREATED, (long) made.tables().size()),
        Map.of(),
        made.notes(),
        new Beside(made.tables()).facts(),
        Optional.empty());
  }

  private List<TableName> missing() {
    try (Connection connection =
        new Connections(settings.url()).patient(RestoreNames.session(work.id()))) {
      return MissingTables.of(connection, tables);
    } catch (SQLException failure) {
      throw new PostgresFaults(settings.url()).connecting(failure);
    }
  }

  private LoadSettings load() {
    return new LoadSettings(settings.url(), RestoreNames.session(work.id()), 1);
  }
}
