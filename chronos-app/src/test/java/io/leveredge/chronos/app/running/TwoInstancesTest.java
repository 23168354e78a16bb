package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thirteenth promise: one job per target across all instances. */
class TwoInstancesTest {
  private static final String LATER = "{\"type\": \"database\", \"wait\": false}";

  @TempDir Path folder;
  @TempDir Path otherFolder;

  @Test
  void twoProcessesOnOneDirectoryRunOneJobAtATime() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    assertSecondIsTurnedAway(
        database,
        Map.of("DATABASE_URL", database.url(), "QUEUE_SECONDS", "0"),
        Map.of(
            "DATABASE_URL", database.url(),
            "QUEUE_SECONDS", "0",
            "BACKUP_PATH", folder.resolve("backups").toString()));
  }

  @Test
  void twoMachinesOnOneCatalogRunOneJobAtATime() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    Map<String, String> same = Map.of("DATABASE_URL", database.url(), "QUEUE_SECONDS", "0");
    assertSecondIsTurnedAway(database, same, same);
  }

  private void assertSecondIsTurnedAway(
      TestDatabase database, Map<String, String> one, Map<String, String> other) throws Exception {
    database.execute("CREATE TABLE held AS SELECT 1 AS n");
    try (ServiceProcess first = ServiceProcess.start(folder, one);
        ServiceProcess second = ServiceProcess.start(otherFolder, other);
        Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      assertThat(second.post("/backup", "{\"type\": \"database\"}").status()).isEqualTo(200);
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
      Answer running = first.post("/backup", LATER);
      assertThat(running.status()).as(running.body().toString()).isEqualTo(202);
      Answer turnedAway = second.post("/backup", LATER);
      assertThat(turnedAway.status()).isEqualTo(409);
      assertThat(turnedAway.text("code")).isEqualTo("target_busy");
      assertThat(turnedAway.text("backup_id")).isEqualTo(running.text("backup_id"));
      assertThat(turnedAway.headers()).containsKey("retry-after");
      lock.rollback();
    }
  }
}
