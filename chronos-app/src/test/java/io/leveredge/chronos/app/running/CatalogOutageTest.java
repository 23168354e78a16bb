package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ninth promise: without the catalog, backups of what still answers run. */
class CatalogOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String DATABASE = "{\"type\": \"database\"}";

  @TempDir Path folder;

  @Test
  void backupsRunWhileTheCatalogIsDownAtStartAndAreToldLater() throws Exception {
    try (DedicatedPostgres catalogServer = TestPostgres.dedicated(Map.of("fsync", "off"))) {
      TestDatabase catalog = catalogServer.maintenance();
      catalogServer.stop();
      try (ServiceProcess service = service(catalog)) {
        Answer health = service.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("degraded");
        Answer backup = service.post("/backup", DATABASE);
        assertThat(backup.status()).as(backup.body().toString()).isEqualTo(200);
        String id = backup.text("backup_id");
        assertThat(service.get("/backups/" + id).text("status")).isEqualTo("completed");
        assertThat(service.get("/backups").body().path("count").asInt()).isEqualTo(1);
        catalogServer.start();
        await()
            .atMost(PATIENCE)
            .until(() -> service.get("/health").text("status").equals("healthy"));
        awaitTold(catalogServer, id, "completed");
      }
    }
  }

  @Test
  void backupsRunWhileTheCatalogGoesDownLater() throws Exception {
    try (DedicatedPostgres catalogServer = TestPostgres.dedicated(Map.of("fsync", "off"));
        ServiceProcess service = service(catalogServer.maintenance())) {
      Answer before = service.post("/backup", DATABASE);
      assertThat(before.status()).isEqualTo(200);
      catalogServer.kill();
      Answer during = service.post("/backup", DATABASE);
      assertThat(during.status()).as(during.body().toString()).isEqualTo(200);
      assertThat(during.text("backup_id")).isGreaterThan(before.text("backup_id"));
      assertThat(service.get("/backups").body().path("count").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aBackupDuringWhichTheCatalogGoesAwayForLongerThanTheLeaseIsPublishedAndToldLater()
      throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE held AS SELECT 1 AS n");
    try (DedicatedPostgres catalogServer = TestPostgres.dedicated(Map.of("fsync", "off"));
        ServiceProcess service =
            service(
                database,
                catalogServer.maintenance(),
                Map.of("LEASE_SECONDS", "4", "LOCK_WAIT_SECONDS", "600"));
        Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
      Answer running = service.post("/backup", "{\"type\": \"database\", \"wait\": false}");
      assertThat(running.status()).as(running.body().toString()).isEqualTo(202);
      String id = running.text("backup_id");
      awaitTold(catalogServer, id, "running");
      catalogServer.stop();
      awaitClock(database, "5 seconds");
      lock.rollback();
      await()
          .atMost(PATIENCE)
          .until(() -> !service.get("/backups/" + id).text("status").equals("running"));
      assertThat(service.get("/backups/" + id).text("status"))
          .as(service.log())
          .isEqualTo("completed");
      assertThat(service.log()).contains("the lock beside the backups");
      catalogServer.start();
      awaitTold(catalogServer, id, "completed");
    }
  }

  private static void awaitTold(DedicatedPostgres catalogServer, String id, String state) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                catalogServer
                    .maintenance()
                    .value("SELECT status FROM chronos.backup_history WHERE id = '" + id + "'")
                    .orElse("")
                    .equals(state));
  }

  /** Until so much time has passed by the clock that all servers of this machine share. */
  private static void awaitClock(TestDatabase database, String interval) throws Exception {
    String then =
        database.value("SELECT clock_timestamp() + interval '" + interval + "'").orElseThrow();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database
                    .value("SELECT clock_timestamp() > '" + then + "'::timestamptz")
                    .orElseThrow()
                    .equals("t"));
  }

  private ServiceProcess service(TestDatabase catalog) throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    return service(database, catalog, Map.of());
  }

  private ServiceProcess service(
      TestDatabase database, TestDatabase catalog, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("DATABASE_URL", database.url());
    environment.put("CATALOG_DATABASE_URL", catalog.url());
    return ServiceProcess.start(folder, environment);
  }
}
