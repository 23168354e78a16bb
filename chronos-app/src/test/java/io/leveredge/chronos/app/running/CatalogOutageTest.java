package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ninth promise: without the catalog, backups of what still answers run. */
class CatalogOutageTest {
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
            .atMost(Duration.ofSeconds(40))
            .until(() -> service.get("/health").text("status").equals("healthy"));
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(
                () ->
                    catalogServer
                        .maintenance()
                        .value("SELECT status FROM chronos.backup_history WHERE id = '" + id + "'")
                        .orElse("")
                        .equals("completed"));
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

  private ServiceProcess service(TestDatabase catalog) throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    return ServiceProcess.start(
        folder, Map.of("DATABASE_URL", database.url(), "CATALOG_DATABASE_URL", catalog.url()));
  }
}
