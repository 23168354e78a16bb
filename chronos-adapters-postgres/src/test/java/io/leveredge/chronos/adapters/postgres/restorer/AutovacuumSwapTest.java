package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner who is no superuser may not end autovacuum's sessions. On a server of its own:
 * autovacuum goes from database to database, and visits one of hundreds twice a minute.
 */
class AutovacuumSwapTest {
  private static final Map<String, String> EAGER =
      Map.of("fsync", "off", "autovacuum_naptime", "1s");

  @TempDir Path folder;

  @Test
  void autovacuumAtWorkStopsNeitherASwapNorTheRemovalOfADatabase() throws Exception {
    try (DedicatedPostgres server = TestPostgres.dedicated(EAGER)) {
      TestDatabase database = server.createDatabase();
      TestDatabase owner = server.asNewRole(database, "CREATEDB");
      server
          .maintenance()
          .execute("ALTER DATABASE %s OWNER TO %s".formatted(database.name(), owner.user()));
      owner.execute("CREATE TABLE t AS SELECT i FROM generate_series(1, 20000) i");
      BackupTrial trial = new BackupTrial(owner, folder);
      PublishedBackup backup = trial.backup();
      owner.execute("CREATE TABLE later ()");
      awaitAutovacuum(owner, database);
      ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
      assertThat(owner.value("SELECT count(*) FROM t")).contains("20000");
      assertThat(owner.value("SELECT to_regclass('later')")).isEmpty();
      trial.restorer().forget(done);
      awaitAutovacuum(owner, database);
      NewDatabase databases =
          new NewDatabase(BackupTrial.url(owner.named("postgres")), "chronos-drops");
      databases.drop(database.name());
      assertThat(databases.exists(database.name())).isFalse();
    }
  }

  /** A vacuum of these rows takes half a minute at the pace that the table allows it. */
  private static void awaitAutovacuum(TestDatabase owner, TestDatabase superusers)
      throws Exception {
    owner.execute(
        """
        ALTER TABLE t SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0,
                           autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);
        UPDATE t SET i = -i
        """);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                superusers
                    .value(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND backend_type = 'autovacuum worker'")
                    .filter(count -> !count.equals("0"))
                    .isPresent());
  }
}
