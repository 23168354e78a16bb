package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets of the configuration file, each with parts of its own. */
class SeveralTargetsTest {
  @TempDir Path folder;

  @Test
  void eachTargetIsBackedUpByItselfAndAnUnknownOneIsRefused() throws Exception {
    TestDatabase catalog = TestPostgres.shared().createDatabase();
    TestDatabase database = TestPostgres.shared().createDatabase();
    Path files = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(files.resolve("app.conf"), "colour = blue\n");
    try (FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1)) {
      n8n.workflows().addSamples(2);
      Path configuration = Files.writeString(folder.resolve("chronos.yml"), yaml(n8n, files));
      try (ServiceProcess service =
          ServiceProcess.start(
              folder,
              Map.of(
                  "DATABASE_URL", database.url(),
                  "CATALOG_DATABASE_URL", catalog.url(),
                  "CHRONOS_CONFIG", configuration.toString()))) {
        Answer prod = backup(service, "{\"target\": \"production\"}");
        assertThat(prod.text("target")).isEqualTo("prod");
        assertThat(prod.body().path("target_matched").asBoolean()).isTrue();
        assertThat(folder.resolve("backups").relativize(Path.of(prod.text("path"))).toString())
            .startsWith("targets/prod/manual/");
        assertThat(Path.of(prod.text("path")))
            .isDirectoryContaining("glob:**/workflows.json")
            .isDirectoryContaining("glob:**/config.tar.zst")
            .isDirectoryNotContaining("glob:**/database.sql*");
        Answer ours = backup(service, "{}");
        assertThat(ours.text("target")).isEqualTo("default");
        assertThat(Path.of(ours.text("path"))).isDirectoryContaining("glob:**/database.sql.gz");

        Answer unknown = service.post("/backup", "{\"target\": \"staging\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("code")).isEqualTo("unknown_target");
        assertThat(unknown.text("detail")).contains("default", "prod", "production");

        Answer listed = service.get("/backups?target=production&limit=1");
        assertThat(listed.body().path("backups").get(0).path("backup_id").asText())
            .isEqualTo(prod.text("backup_id"));
      }
    }
  }

  private static Answer backup(ServiceProcess service, String body) throws Exception {
    Answer answer = service.post("/backup", body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer;
  }

  private static String yaml(FakeN8n n8n, Path files) {
    return """
    targets:
      prod:
        aliases: [production]
        compression: zstd
        n8n_url: %s
        n8n_api_key: %s
        config_paths: [%s]
    """
        .formatted(n8n.url(), n8n.apiKey(), files);
  }
}
