package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.adapters.postgres.restorer.BackupTrial;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.ComponentDrillContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database keeps what every drill promises. */
final class DatabaseDrillContractTest extends ComponentDrillContract {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private final RestoreTrial names = new RestoreTrial(new MemoryArtifactStore());
  private TestDatabase database;
  private BackupTrial trial;

  @BeforeEach
  void aDatabase() throws Exception {
    database = SERVER.createDatabase();
    database.execute(
        "CREATE TABLE t (id serial, v text);"
            + " INSERT INTO t (v) SELECT 'row ' || i FROM generate_series(1, 20) i");
    trial = new BackupTrial(database, folder);
  }

  @Override
  protected ComponentDrill drill() {
    return new PostgresDatabaseDrill(trial.settings, trial.tools());
  }

  @Override
  protected PublishedBackup whole() {
    return trial.backup();
  }

  @Override
  protected PublishedBackup damaged() {
    return BackupTrial.damaged(trial.backup(), "\trow 7\n", "\trow 8\n");
  }

  @Override
  protected Object surroundings() throws Exception {
    return List.of(
        database.value("SELECT string_agg(t::text, ',' ORDER BY id) FROM t").orElseThrow(),
        SERVER
            .maintenance()
            .value(
                "SELECT (SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database)"
                    + " || (SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles)"
                    + " || (SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                    + " 'chronos-drill-%' OR application_name LIKE 'chronos-trial-%')")
            .orElseThrow());
  }

  @Override
  protected RestoreTrial trial() {
    return names;
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
