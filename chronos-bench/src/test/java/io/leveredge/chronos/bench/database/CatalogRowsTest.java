package io.leveredge.chronos.bench.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.catalog.CatalogDataSource;
import io.leveredge.chronos.adapters.catalog.CatalogMigration;
import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that the section {@code list} reads fit the catalog as it is today. */
class CatalogRowsTest {
  private static final SystemClock CLOCK = new SystemClock();
  private static final OsChildProcesses PROCESSES = new OsChildProcesses(CLOCK);

  @TempDir Path folder;

  @Test
  void theRowsFitTheCatalogsTable() {
    Shell shell = new Shell(PROCESSES, CLOCK);
    try (BenchServer server = new BenchServer(PROCESSES, CLOCK, shell, folder, 128)) {
      server.createDatabase("rows");
      migrate(server.url("rows"));
      server.runScript("rows", "catalog-rows.sql", 1000);
      assertThat(server.query("rows", "SELECT count(*) FROM chronos.backup_history"))
          .isEqualTo("1000");
      assertThat(server.query("rows", "SELECT id FROM chronos.backup_history").lines())
          .allSatisfy(id -> assertThat(BackupId.parse(id)).isPresent());
    }
  }

  private static void migrate(String url) {
    DatabaseUrl parsed = ((DatabaseUrl.Parsing.Valid) DatabaseUrl.parse(url)).url();
    try (CatalogDataSource source = CatalogDataSource.create(parsed)) {
      CatalogMigration migration = new CatalogMigration(source);
      assertThat(migration.attempt()).as("%s", migration.state()).isTrue();
    }
  }
}
