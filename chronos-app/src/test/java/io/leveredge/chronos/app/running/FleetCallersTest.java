package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agents that were there first, each with the request it has always sent, without a token, and
 * what it reads of the answer.
 */
class FleetCallersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] OF_A_WORKFLOW = {"id", "name", "nodes", "connections", "settings"};

  @TempDir static Path folder;

  private static FakeN8n n8n;
  private static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes(n int); INSERT INTO notes VALUES (1)");
    Path files = Files.createDirectories(folder.resolve("etc/app"));
    Files.writeString(files.resolve("app.conf"), "colour = blue\n");
    n8n = FakeN8n.start(N8nVersion.V2_41_1);
    n8n.workflows().addSamples(3);
    service =
        ServiceProcess.start(
            folder,
            Map.of(
                "DATABASE_URL", database.url(),
                "N8N_URL", n8n.url().toString(),
                "N8N_API_KEY", n8n.apiKey(),
                "CONFIG_PATHS", files.toString(),
                "TARGET_NAME", "control-plane",
                "TARGET_ALIASES", "prod"));
  }

  @AfterAll
  static void stop() {
    service.close();
    n8n.close();
  }

  @Test
  void monitorsSeeHealth() throws Exception {
    Answer answer = service.get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo("healthy");
    assertThat(answer.text("agent")).isEqualTo("CHRONOS");
    assertThat(answer.body().path("port").isInt()).isTrue();
    assertThat(answer.text("backup_directory")).startsWith("/");
    assertThat(answer.body().path("backup_dir_accessible").asBoolean()).isTrue();
    assertThat(answer.body().path("backups_last_24h").isInt()).isTrue();
    assertThat(answer.text("timestamp")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "APOLLO, deploying | {\"name\": \"svc-pre-deploy\", \"type\": \"pre-deploy\","
            + " \"triggered_by\": \"APOLLO\"} | APOLLO | svc-pre-deploy | pre-deploy",
        "APOLLO, promoting | {\"service\": \"svc\", \"reason\": \"pre-deployment\"}"
            + " | anonymous | pre-deployment | svc",
        "ASCLEPIUS, healing | {\"target\": \"billing\", \"description\": \"it is ill\","
            + " \"type\": \"healing\"} | anonymous | it is ill | healing",
        "a promotion script | {\"name\": \"pre-promote-X\", \"type\": \"pre-deploy\"}"
            + " | anonymous | pre-promote-X | pre-deploy",
        "the routing manual | {\"type\": \"pre-deploy\", \"component\": \"gateway\","
            + " \"reason\": \"new routes\"} | anonymous | new routes | pre-deploy",
        "the specification | {\"type\": \"full\", \"reason\": \"Pre-migration backup\"}"
            + " | anonymous | Pre-migration backup | ``",
      })
  void whoAsksForASafePointGetsAWholeOne(
      String who, String body, String requestedBy, String reason, String label) throws Exception {
    Answer answer = service.post("/backup", body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("backup_id").isTextual()).isTrue();
    assertThat(answer.text("status")).isEqualTo("completed");
    assertThat(answer.text("tier")).isEqualTo("manual");
    assertThat(answer.text("target")).isEqualTo("control-plane");
    assertThat(answer.text("requested_by")).isEqualTo(requestedBy);
    assertThat(answer.text("reason")).isEqualTo(reason);
    assertThat(answer.text("label")).isEqualTo(label);
    assertThat(answer.body().path("components").findValuesAsText("state"))
        .containsExactly("completed", "completed", "completed");
    assertThat(Path.of(answer.text("path")))
        .isDirectoryContaining("glob:**/database.sql.gz")
        .isDirectoryContaining("glob:**/workflows.json")
        .isDirectoryContaining("glob:**/config.tar.gz")
        .isDirectoryContaining("glob:**/manifest.json");
  }

  @Test
  void hadesFindsTheWorkflowsByTheBackupsId() throws Exception {
    String id = service.post("/backup", "{\"type\": \"emergency\"}").text("backup_id");
    assertWorkflowsIn(service.get("/backups/" + id).text("path"));
    Answer unknown = service.get("/backups/20200101T000000000Z-0000000000");
    assertThat(unknown.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"control-plane", "prod", "default"})
  void hadesFindsTheNewestBackupWithWorkflowsByTheTargetsName(String name) throws Exception {
    String whole = service.post("/backup", "{\"type\": \"pre-deploy\"}").text("backup_id");
    assertThat(service.post("/backup", "{\"type\": \"database\"}").status()).isEqualTo(200);
    Answer answer = service.get("/backups?target=" + name + "&limit=1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("count").asInt()).isEqualTo(1);
    assertThat(answer.body().path("backups").get(0).path("backup_id").asText()).isEqualTo(whole);
    assertWorkflowsIn(answer.body().path("backups").get(0).path("path").asText());
  }

  @Test
  void whatOneAgentBackedUpUnderANameAnotherFindsUnderIt() throws Exception {
    Answer taken = service.post("/backup", "{\"target\": \"ledger\", \"type\": \"healing\"}");
    assertThat(taken.body().path("target_matched").asBoolean(true)).isFalse();
    service.post("/backup", "{\"type\": \"pre-deploy\"}");
    Answer found = service.get("/backups?target=ledger&limit=1");
    assertThat(found.body().path("backups").get(0).path("backup_id").asText())
        .isEqualTo(taken.text("backup_id"));
    assertThat(service.get("/backups?target=nobodys&limit=1").body().path("count").asInt())
        .isZero();
  }

  /** What an operator runs against a service of their own. */
  @Test
  void theScriptThatRepeatsTheirCallsIsContent() throws Exception {
    Shell.Result script =
        Shell.run(Path.of("..").toRealPath(), "bash build/fleet-calls " + service.root());
    assertThat(script.status()).as(script.output()).isZero();
    assertThat(script.output()).contains("ok      HADES").doesNotContain("FAILED");
    Shell.Result elsewhere =
        Shell.run(Path.of("..").toRealPath(), "bash build/fleet-calls http://127.0.0.1:1");
    assertThat(elsewhere.status()).isEqualTo(1);
  }

  private static void assertWorkflowsIn(String directory) throws Exception {
    JsonNode workflows = JSON.readTree(Path.of(directory, "workflows.json").toFile());
    assertThat(workflows.isArray()).isTrue();
    assertThat(workflows).hasSize(3);
    workflows.forEach(
        each -> {
          for (String field : OF_A_WORKFLOW) {
            assertThat(each.has(field)).as(field).isTrue();
          }
        });
  }
}
