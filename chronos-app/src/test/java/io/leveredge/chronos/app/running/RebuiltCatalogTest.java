package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 7: the catalog rebuilt from storage alone has the same ids, hashes, states, facts and
 * restore log.
 */
class RebuiltCatalogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void whatTheServiceShowsIsTheSameAfterTheCatalogWasLost() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 100) n");
    TestDatabase catalog = TestPostgres.shared().createDatabase();
    Files.writeString(Files.createDirectory(folder.resolve("etc")).resolve("app.conf"), "blue");
    Map<String, String> before;
    try (ServiceProcess service = service(database, catalog)) {
      liveThrough(service, database);
      before = shown(service);
      assertThat(before.get("/backups?status=all&limit=100"))
          .contains("\"status\":\"completed\"", "\"status\":\"failed\"");
      assertThat(before.get("/restores?limit=100"))
          .contains("\"status\":\"planned\"", "\"status\":\"completed\"");

      catalog.execute(
          "TRUNCATE chronos.backup_history, chronos.restore_log;"
              + " UPDATE chronos.identity SET recalled_at = NULL");
      Answer rebuilt = service.postAsOwner("/catalog/rebuild", "");
      assertThat(rebuilt.status()).as(rebuilt.body().toString()).isEqualTo(200);
      assertThat(shown(service)).isEqualTo(before);
    }

    catalog.execute("DROP SCHEMA chronos CASCADE");
    try (ServiceProcess service = service(database, catalog)) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(service)).isEqualTo(before));
      assertThat(service.post("/catalog/check", "").body().path("consistent").asBoolean()).isTrue();
      assertThat(catalog.value("SELECT recalled_at IS NOT NULL FROM chronos.identity"))
          .contains("t");
    }
  }

  /** One of each thing that the catalog keeps, and a backup after them all. */
  private static void liveThrough(ServiceProcess service, TestDatabase database) throws Exception {
    String deleted = backup(service);
    String kept = backup(service);
    Answer verified = service.post("/backups/" + kept + "/verify", "");
    assertThat(verified.text("finding")).as(verified.body().toString()).isEqualTo("intact");
    Answer deletion =
        service.delete("/backups/" + deleted, "Authorization", "Bearer " + service.token());
    assertThat(deletion.status()).as(deletion.body().toString()).isLessThan(300);
    try (Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE notes IN ACCESS EXCLUSIVE MODE");
      assertThat(service.post("/backup", "{\"type\": \"database\"}").status())
          .isGreaterThanOrEqualTo(500);
    }
    database.execute("DELETE FROM notes WHERE n > 10");
    assertThat(service.post("/restore/" + kept, "{\"dry_run\": true}").status()).isEqualTo(200);
    Answer restored = service.postAsOwner("/restore/" + kept, "{\"reason\": \"spoilt\"}");
    assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
    Answer undone = service.postAsOwner("/restores/" + restored.text("restore_id") + "/undo", "{}");
    assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
    backup(service);
  }

  private static String backup(ServiceProcess service) throws Exception {
    Answer taken = service.post("/backup", "{\"reason\": \"now and then\"}");
    assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
    return taken.text("backup_id");
  }

  /** Every list and every single thing in it, by the path that was asked. */
  private static Map<String, String> shown(ServiceProcess service) throws Exception {
    Map<String, String> answers = new TreeMap<>();
    String backups = "/backups?status=all&limit=100";
    for (JsonNode backup : show(service, backups, answers).path("backups")) {
      show(service, "/backups/" + backup.path("backup_id").asText(), answers);
    }
    for (JsonNode restore : show(service, "/restores?limit=100", answers).path("restores")) {
      show(service, "/restores/" + restore.path("restore_id").asText(), answers);
    }
    return answers;
  }

  private static JsonNode show(ServiceProcess service, String path, Map<String, String> answers)
      throws Exception {
    Answer answer = service.getAsOwner(path);
    answers.put(
        path,
        "%d %s"
            .formatted(answer.status(), answer.body())
            .replace(service.root().toString(), "http://service/"));
    return answer.body();
  }

  private ServiceProcess service(TestDatabase database, TestDatabase catalog) throws Exception {
    return ServiceProcess.start(
        folder,
        Map.of(
            "DATABASE_URL", database.url(),
            "CATALOG_DATABASE_URL", catalog.url(),
            "LOCK_WAIT_SECONDS", "1",
            "CONFIG_PATHS", folder.resolve("etc").toString()));
  }
}
