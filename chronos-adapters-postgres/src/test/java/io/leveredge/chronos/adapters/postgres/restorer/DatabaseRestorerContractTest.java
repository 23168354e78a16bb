package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.PostgresDatabaseSource;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.ComponentRestorerContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database keeps what every restorer promises. */
final class DatabaseRestorerContractTest extends ComponentRestorerContract {
  @TempDir Path folder;
  private final RestoreTrial orders = new RestoreTrial(new MemoryArtifactStore());
  private TestDatabase database;
  private BackupTrial trial;
  private int changes;

  @BeforeEach
  void aDatabase() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        """
        CREATE TABLE one (id serial PRIMARY KEY, v text); INSERT INTO one (v) VALUES ('a'), ('b');
        CREATE TABLE two AS SELECT i FROM generate_series(1, 9) i;
        """);
    trial = new BackupTrial(database, folder);
  }

  @Override
  protected ComponentRestorer restorer() {
    return trial.restorer();
  }

  @Override
  protected PublishedBackup backUp() {
    return orders.backUp(new PostgresDatabaseSource(trial.settings, trial.tools()));
  }

  @Override
  protected void change() throws Exception {
    database.execute(
        "INSERT INTO one (v) VALUES ('change %d'); CREATE TABLE later_%d (i int)"
            .formatted(++changes, changes));
  }

  @Override
  protected void remove() throws Exception {
    database.execute("DROP TABLE two");
  }

  @Override
  protected Object read() throws Exception {
    return database
        .value(
            """
            SELECT (SELECT string_agg(relname::text, ',' ORDER BY relname) FROM pg_class
                     WHERE relnamespace = 'public'::regnamespace)
                   || (SELECT string_agg(o::text, ',' ORDER BY id) FROM one o)
                   || (SELECT last_value || ' ' || is_called FROM one_id_seq)
            """)
        .orElseThrow();
  }

  @Override
  protected RestoreChoice askingForWhatIsNowhere() {
    return BackupTrial.tables(TablePlacement.IN_PLACE, new TableName("public", "nowhere"));
  }

  @Override
  protected RestoreTrial trial() {
    return orders;
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(TestPostgres.shared(), database);
  }
}
