package io.leveredge.chronos.bench.part;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DatabaseInventoryOf;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.DumpStatements;
import io.leveredge.chronos.adapters.postgres.restore.FreshStatistics;
import io.leveredge.chronos.adapters.postgres.restore.InventoryComparison;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabaseLoad;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.TableBeside;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;
import java.util.Map;

/** What a restore of a database consists of, in the way the restorer puts it together. */
record DatabaseParts(StoredBackup backup) {

  DumpOutline check() {
    return new DumpStatements(dump()).check();
  }

  void load(String url) {
    BackupDump dump = dump();
    DumpOutline outline = new DumpStatements(dump).check();
    new NewDatabaseLoad(settings(url), LeaveOut.NOTHING).load(dump, outline);
  }

  void compare(String url) {
    BackupDump dump = dump();
    InventoryComparison.requireEqual(
        dump.index().inventory(),
        new DatabaseInventoryOf(settings(url), dump.index().encoding()).take(List.of()));
  }

  void gatherStatistics(String url) {
    FreshStatistics.gather(settings(url), dump().index().encoding(), new Abort());
  }

  /** Tables of the schema {@code public}. */
  void putBeside(String url, String table, String as) {
    new TableBeside(settings(url))
        .restore(
            dump(),
            Map.of(new TableName("public", table), new TableName("public", as)),
            transaction -> {});
  }

  private BackupDump dump() {
    return BackupDump.of(backup.open(), StoredBackup.UNSEEN);
  }

  private static LoadSettings settings(String url) {
    return switch (DatabaseUrl.parse(url)) {
      case DatabaseUrl.Parsing.Valid(DatabaseUrl valid) ->
          new LoadSettings(
              valid,
              RestoreNames.session(StoredBackup.newRestore()),
              LoadSettings.USUAL_CONNECTIONS);
      case DatabaseUrl.Parsing.Faulty faulty -> throw new BenchFailure("Not a URL: " + faulty);
    };
  }
}
