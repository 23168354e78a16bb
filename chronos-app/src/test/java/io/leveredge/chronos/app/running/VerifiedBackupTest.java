package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real service finds of a backup whose files were edited, spoilt or lost. */
class VerifiedBackupTest {
  @TempDir static Path folder;
  private static ServiceProcess service;
  private Path backup;
  private String path;

  @BeforeAll
  static void start() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 20000) n");
    service = ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void aBackup() throws Exception {
    Answer taken = service.post("/backup", "{}");
    assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
    backup = Path.of(taken.text("path"));
    path = "/backups/" + taken.text("backup_id");
  }

  @Test
  void everyByteIsReadAgainAndAFlippedOneIsFound() throws Exception {
    assertThat(found("")).isEmpty();
    Path dump = backup.resolve("database.sql.gz");
    byte[] bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2] ^= 1;
    Files.write(dump, bytes);
    assertThat(found("{\"deep\": false}")).containsExactly("database.sql.gz corrupt");
  }

  @Test
  void aListOfChecksumsThatWasEditedOrLostIsFound() throws Exception {
    Path list = backup.resolve("SHA256SUMS");
    String sums = Files.readString(list);
    Files.writeString(list, sums.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
    assertThat(found("")).containsExactly("SHA256SUMS corrupt");
    Files.delete(list);
    assertThat(found("")).containsExactly("SHA256SUMS missing");
    Files.writeString(list, sums);
    assertThat(found("")).isEmpty();
  }

  @Test
  void aManifestThatWasEditedSpoiltOrLostIsFoundAndRefusesADrill() throws Exception {
    Path manifest = backup.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"full\"", "\"database\""));
    assertThat(found("")).containsExactly("manifest.json corrupt");
    Files.writeString(manifest, "{");
    assertThat(found("")).containsExactly("manifest.json corrupt");
    assertThat(service.postAsOwner(path + "/drill", "{}").text("detail"))
        .contains("its manifest.json is corrupt");
    Files.delete(manifest);
    assertThat(found("")).containsExactly("manifest.json missing");
    Answer drill = service.postAsOwner(path + "/drill", "{}");
    assertThat(drill.status()).isEqualTo(409);
    assertThat(drill.text("detail")).contains("its manifest.json is missing");
  }

  /** What is not intact, and how. */
  private List<String> found(String how) throws Exception {
    Answer answer = service.post(path + "/verify", how);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> faults = new ArrayList<>();
    for (JsonNode file : answer.body().path("files")) {
      if (!file.path("finding").asText().equals("intact")) {
        faults.add(file.path("name").asText() + " " + file.path("finding").asText());
      }
    }
    assertThat(answer.text("finding").equals("intact")).isEqualTo(faults.isEmpty());
    return faults;
  }
}
