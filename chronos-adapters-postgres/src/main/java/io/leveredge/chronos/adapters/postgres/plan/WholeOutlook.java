package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What stands in the way of a whole database, and what a person should know of it. */
final class WholeOutlook {
  private final DatabaseSettings settings;
  private final Connection connection;
  private final BackupDump dump;
  private final RestoreChoice wish;
  private final WayChoice choice;
  private final TableChanges changes;

  WholeOutlook(
      DatabaseSettings settings,
      Connection connection,
      BackupDump dump,
      RestoreChoice wish,
      WayChoice choice,
      TableChanges changes) {
    this.settings = settings;
    this.connection = connection;
    this.dump = dump;
    this.wish = wish;
    this.choice = choice;
    this.changes = changes;
  }

  void look(DumpOutline outline, List<String> notes, List<Obstacle> obstacles) throws SQLException {
    noteContents(notes);
    noteWhatStays(notes, obstacles);
    ServerVersion.look(connection, dump, obstacles);
    new ServerNeeds(settings, connection, dump, wish).look(outline, notes, obstacles);
    if (choice.way() == Way.IN_PLACE) {
      DropRights.look(connection, choice.kept(), obstacles);
    }
    Drift.look(connection, outline, choice, changes, obstacles);
    TargetState.look(connection, choice, settings, obstacles);
    DiskSpace.look(connection, settings.url(), dump.plainBytes(), obstacles);
  }

  private void noteContents(List<String> notes) {
    DatabaseInventory inventory = dump.index().inventory();
    notes.add(
        "The backup holds %d tables with %d rows, %d sequences and %d large objects of %d bytes."
            .formatted(
                inventory.tables().size(),
                inventory.rows(),
                inventory.sequences().size(),
                inventory.largeObjects().count(),
                inventory.largeObjects().bytes()));
    if (choice.way() == Way.SWAP) {
      notes.add(
          "The whole database is replaced, views, functions and sequences too; the one in use is"
              + " kept beside, closed to connections, for an undo.");
    }
    if (!dump.index().uncovered().isEmpty()) {
      notes.add(
          "The backup does not hold the contents of %d relations (materialized views are computed"
                  .formatted(dump.index().uncovered().size())
              + " anew; foreign tables and, from a standby, unlogged tables have none).");
    }
  }

  private void noteWhatStays(List<String> notes, List<Obstacle> obstacles) throws SQLException {
    boolean catalogDumped =
        dump.index().inventory().tables().stream()
            .anyMatch(table -> table.table().schema().equals(CatalogSchema.NAME));
    if (CatalogSchema.mayBeOurs(connection)) {
      if (!catalogDumped) {
        notes.add("Schema chronos, the catalog of CHRONOS, stays as it is.");
      } else if (choice.way() == Way.IN_PLACE) {
        obstacles.add(
            Obstacle.warning(
                Obstacle.Kind.DRIFT,
                "Both the database and the backup have a schema chronos; where the one in use is"
                    + " this service's own catalog, the restore ends and changes nothing",
                "Restore by a swap, which keeps the one in use."));
      }
    }
    if (choice.way() == Way.IN_PLACE && !choice.kept().isEmpty()) {
      notes.add("Schemas that backups leave out stay: " + String.join(", ", choice.kept()) + ".");
    }
    for (String schema : choice.takenIn()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              "Backups leave schema %s out now, and this one holds it: what is there now is in no"
                      .formatted(schema)
                  + " backup and would be lost",
              "Take the schema out of the excluded ones and make a backup, or rename it."));
    }
  }
}
