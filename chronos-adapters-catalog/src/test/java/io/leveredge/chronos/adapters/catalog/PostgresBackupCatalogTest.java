package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.testkit.catalog.BackupCatalogContract;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresBackupCatalogTest extends BackupCatalogContract {
  private static TestDatabase database;
  private static CatalogFixture fixture;

  @BeforeAll
  static void migrate() throws SQLException {
    database = TestPostgres.shared().createDatabase();
    fixture = CatalogFixture.migrated(database);
  }

  @BeforeEach
  void forget() throws SQLException {
    database.execute("TRUNCATE chronos.backup_history");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected BackupCatalog catalog() {
    return fixture.catalog();
  }
}
