package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.adapters.postgres.restore.TablesOutlook;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What stands in the way of single tables. */
final class TablesLook {
  private final Connection connection;
  private final BackupDump dump;
  private final RestoreChoice choice;
  private final Way way;

  TablesLook(Connection connection, BackupDump dump, RestoreChoice choice, Way way) {
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
    List<TableName> backedUp =
        tables.stream().filter(table -> dump.index().table(table).isPresent()).toList();
    if (way == Way.TABLES_BESIDE) {
      beside(backedUp, notes, obstacles);
    } else {
      inPlace(backedUp, notes, obstacles);
    }
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
  }

  private void inPlace(List<TableName> tables, List<String> notes, List<Obstacle> obstacles)
      throws SQLException {
    List<TableName> there = new java.util.ArrayList<>();
    for (TableName table : tables) {
      boolean exists =
          Queries.one(
              connection,
              "SELECT to_regclass(?) IS NOT NULL",
              row -> row.getBoolean(1),
              SqlText.name(table));
      if (exists) {
        there.add(table);
      } else {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.PLACE,
                "The database has no table " + table + " to put the rows into",
                "Restore it beside and rename it, or restore the whole database."));
      }
    }
    if (there.isEmpty()) {
      return;
    }
    try {
      tell(TablesOutlook.of(connection, dump, there), notes, obstacles);
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
    if (!outlook.references().isEmpty()) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.DRIFT,
              "Other tables refer to it: "
                  + outlook.references().stream().collect(Collectors.joining(", ")),
              "Where one of their rows refers to a row that the backup lacks, the restore ends and"
                  + " changes nothing; restore those tables with it."));
    }
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
}
