package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.BesideNeeds;
import io.leveredge.chronos.adapters.postgres.restore.KeysOutlook;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.MissingOutlook;
import io.leveredge.chronos.adapters.postgres.restore.MissingTables;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.adapters.postgres.restore.TablesOutlook;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What stands in the way of single tables. */
final class TablesLook {
  private final DatabaseSettings settings;
  private final Connection connection;
  private final BackupDump dump;
  private final RestoreChoice choice;
  private final Way way;

  TablesLook(
      DatabaseSettings settings,
      Connection connection,
      BackupDump dump,
      RestoreChoice choice,
      Way way) {
    this.settings = settings;
    this.connection = connection;
    this.dump = dump;
    this.choice = choice;
    this.way = way;
  }

  void look(List<String> notes, List<Obstacle> obstacles) throws SQLException {
    List<TableName> tables = choice.tables().stream().distinct().toList();
    for (TableName table : tables) {
      if (dump.index().table(table).isEmpty()) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.MISSING,
                "The backup has no rows of a table " + table,
                "GET /backups/{id} says what a backup holds; names are case-sensitive, and a"
                    + " partitioned table's rows are those of its partitions."));
      }
    }
    List<TableName> backedUp = held(dump, choice);
    ServerVersion.look(connection, dump, obstacles);
    TablesState.look(connection, way, backedUp, obstacles);
    DiskSpace.lookForTables(connection, settings.url(), bytes(backedUp), obstacles);
    try {
      if (way == Way.TABLES_BESIDE) {
        beside(backedUp, notes, obstacles);
      } else {
        inPlace(backedUp, notes, obstacles);
      }
    } catch (ChronosException unreadable) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.CORRUPT,
              String.valueOf(unreadable.getMessage()),
              "Restore another backup."));
    }
  }

  /** Those of the chosen tables that the backup has rows of. */
  static List<TableName> held(BackupDump dump, RestoreChoice choice) {
    return choice.tables().stream()
        .distinct()
        .filter(table -> dump.index().table(table).isPresent())
        .toList();
  }

  private long bytes(List<TableName> tables) {
    return tables.stream()
        .flatMap(table -> dump.index().table(table).stream())
        .mapToLong(TableInventory::bytes)
        .sum();
  }

  private void beside(List<TableName> tables, List<String> notes, List<Obstacle> obstacles)
      throws SQLException {
    notes.add("Each gets its columns and rows, without indexes, keys, triggers and grants.");
    for (String schema : tables.stream().map(TableName::schema).distinct().toList()) {
      boolean may =
          Queries.one(
              connection,
              "SELECT coalesce(has_schema_privilege(to_regnamespace(?)::oid, 'CREATE'), false)",
              row -> row.getBoolean(1),
              SqlText.name(schema));
      if (!may) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.PRIVILEGE,
                "There is no schema " + schema + " in which the role may create tables",
                "CREATE SCHEMA, or GRANT CREATE ON SCHEMA to the role."));
      }
    }
    for (String lacking : BesideNeeds.lacking(connection, dump, tables)) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PLACE, lacking, "Create it, or restore the whole database."));
    }
  }

  private void inPlace(List<TableName> tables, List<String> notes, List<Obstacle> obstacles)
      throws SQLException {
    List<TableName> missing = MissingTables.of(connection, tables);
    List<TableName> there = tables.stream().filter(each -> !missing.contains(each)).toList();
    if (!missing.isEmpty()) {
      missing(missing, !there.isEmpty(), notes, obstacles);
    }
    if (there.isEmpty()) {
      return;
    }
    tell(TablesOutlook.of(connection, dump, there), notes, obstacles);
  }

  private void missing(
      List<TableName> missing, boolean others, List<String> notes, List<Obstacle> obstacles)
      throws SQLException {
    if (others) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PLACE,
              "Of the tables the database lacks only " + missing,
              "Restore these alone, and then the others: what was made and what was replaced is"
                  + " undone in different ways."));
      return;
    }
    try {
      MissingOutlook outlook = MissingOutlook.of(connection, dump, missing, LeaveOut.of(settings));
      for (String parent : outlook.parents()) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.DRIFT,
                parent + ", and cannot be made alone",
                "Restore it beside, or restore the whole database."));
      }
      for (String needed : outlook.missing()) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.MISSING,
                "The database has no " + needed + ", which the missing table needs",
                "Make it first, or restore the table beside."));
      }
      for (String key : outlook.unmade()) {
        obstacles.add(
            Obstacle.warning(Obstacle.Kind.DRIFT, key, "ALTER TABLE … ADD CONSTRAINT afterwards."));
      }
      notes.add("Views that were dropped with a table do not come back with it.");
    } catch (ChronosException unreadable) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.CORRUPT,
              String.valueOf(unreadable.getMessage()),
              "Restore another backup."));
    }
  }

  private static void tell(TablesOutlook outlook, List<String> notes, List<Obstacle> obstacles) {
    notes.addAll(outlook.notes());
    for (String difference : outlook.differences()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              difference,
              "Restore the table beside, and copy what is wanted by INSERT … SELECT."));
    }
    tell(outlook.keys(), notes, obstacles);
    for (String partition : outlook.partitions()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              partition + " is a partition that foreign keys refer to through its parent",
              "Restore it beside, or restore the whole database."));
    }
    for (String foreign : outlook.foreign()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The role does not own " + foreign,
              "Restore as the owner, or restore the table beside."));
    }
  }

  private static void tell(KeysOutlook keys, List<String> notes, List<Obstacle> obstacles) {
    for (String broken : keys.broken()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              broken,
              "Restore the tables of both sides in one request, or put right the rows in use."));
    }
    for (String unknown : keys.unknown()) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.DRIFT,
              unknown,
              "Where one refers to nothing, the restore ends and changes nothing; restore the"
                  + " tables of both sides in one request."));
    }
    if (!keys.holding().isEmpty()) {
      notes.add(
          "These hold between the rows of the backup and those in use now: "
              + String.join(", ", keys.holding())
              + ".");
    }
  }
}
