package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is proven on a server of the drill's own while the one that was backed up is away. */
class EmbeddedDrillTest {
  private static final String EMBEDDED = "{\"server\": \"embedded\"}";

  @TempDir Path folder;

  @Test
  void aBackupIsProvenWhileItsServerIsDownAndNothingOfTheTrialIsLeft() throws Exception {
    try (DedicatedPostgres source = TestPostgres.dedicated(Map.of("fsync", "off"))) {
      TestDatabase database = source.createDatabase();
      database.execute(
          "CREATE EXTENSION hstore; CREATE ROLE keeper; CREATE TABLE notes (n int, h hstore);"
              + " ALTER TABLE notes OWNER TO keeper; INSERT INTO notes (n) SELECT"
              + " generate_series(1, 1000)");
      Files.writeString(Files.createDirectory(folder.resolve("etc")).resolve("app.conf"), "blue");
      try (ServiceProcess service = service(database)) {
        String backup = service.post("/backup", "{}").text("backup_id");
        source.stop();
        String drill = "/backups/" + backup + "/drill";
        assertThat(service.postAsOwner(drill, "").text("code")).isEqualTo("database_unreachable");

        Answer answer = service.postAsOwner(drill, EMBEDDED);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("proven").asBoolean()).as(answer.body().toString()).isTrue();
        assertThat(answer.body().path("components").findValuesAsText("place"))
            .containsExactlyInAnyOrder(
                "a scratch database on the embedded server", "a scratch folder");
        assertThat(answer.body().findValue("figures").toString()).contains("\"rows\":1000");
        JsonNode facts = service.get("/backups/" + backup).body();
        assertThat(facts.findValuesAsText("database_server")).containsExactly("embedded");
        assertThat(folder.resolve("backups/.drills")).isEmptyDirectory();
        aStopTakesTheServerOfARunningDrillWithIt(service, drill);
      }
    }
  }

  private void aStopTakesTheServerOfARunningDrillWithIt(ServiceProcess service, String drill)
      throws Exception {
    Thread.startVirtualThread(() -> drillUntilTheEnd(service, drill));
    Path drills = folder.resolve("backups/.drills");
    await().atMost(Duration.ofSeconds(30)).until(() -> drills.toFile().list().length > 0);
    assertThat(service.stop()).isLessThan(Duration.ofSeconds(10));
    assertThat(drills).isEmptyDirectory();
  }

  private static void drillUntilTheEnd(ServiceProcess service, String drill) {
    try {
      service.postAsOwner(drill, EMBEDDED);
    } catch (Exception ended) {
      // The service goes away before it answers, or just after.
    }
  }

  private ServiceProcess service(TestDatabase database) throws Exception {
    return ServiceProcess.start(
        folder,
        Map.of("DATABASE_URL", database.url(), "CONFIG_PATHS", folder.resolve("etc").toString()));
  }
}
