package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first promise: what is called completed is whole, safe and restorable by hand. */
class FirstBackupTest {
  private static final String SPECIFIED =
      "{\"type\": \"full\", \"reason\": \"Pre-migration backup\"}";
  private static final String ROWS =
      "SELECT count(*) || ' ' || sum(n) || ' ' || md5(string_agg(text, ',' ORDER BY n)) FROM notes";

  @TempDir Path folder;

  @Test
  void theSpecifiedCallGivesABackupThatOrdinaryToolsRestore() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute(
        "CREATE TABLE notes AS SELECT n, md5(n::text) AS text FROM generate_series(1, 20000) n");
    Answer answer;
    try (ServiceProcess service =
        ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()))) {
      answer = service.post("/backup", SPECIFIED);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      assertThat(answer.text("status")).isEqualTo("completed");
      assertThat(answer.text("type")).isEqualTo("full");
      assertThat(answer.text("tier")).isEqualTo("manual");
      assertThat(answer.text("reason")).isEqualTo("Pre-migration backup");
      assertThat(service.get("/backups/" + answer.text("backup_id")).text("checksum"))
          .isEqualTo(answer.text("checksum"));
      assertThat(service.get("/backups").body().path("count").asInt()).isEqualTo(1);
      assertThat(service.get("/health").text("status")).isEqualTo("healthy");
      assertThat(service.get("/health").body().path("backups_last_24h").asInt()).isEqualTo(1);
    }
    Path backup = Path.of(answer.text("path"));
    assertThat(Shell.run(backup, "sha256sum -c SHA256SUMS").status()).isZero();
    assertThat(Shell.run(backup, "sha256sum < manifest.json").output())
        .startsWith(answer.text("checksum"));
    TestDatabase copy = TestPostgres.shared().createDatabase();
    Shell.Result restored =
        Shell.run(
            backup,
            "gunzip -c database.sql.gz | psql -X -q -v ON_ERROR_STOP=1",
            "PGHOST",
            copy.host(),
            "PGPORT",
            Integer.toString(copy.port()),
            "PGUSER",
            copy.user(),
            "PGPASSWORD",
            copy.password(),
            "PGDATABASE",
            copy.name());
    assertThat(restored.status()).as(restored.output()).isZero();
    assertThat(copy.value(ROWS)).isPresent().isEqualTo(database.value(ROWS));
    assertThat(copy.value("SELECT to_regnamespace('chronos')::text"))
        .as("the catalog's own schema is not part of the dump")
        .isEmpty();
  }

  @Test
  void everyByteIsReadAgainAndAFlippedOneIsFound() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 20000) n");
    try (ServiceProcess service =
        ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()))) {
      Answer taken = service.post("/backup", SPECIFIED);
      String verify = "/backups/" + taken.text("backup_id") + "/verify";
      assertThat(service.post(verify, "").text("finding")).isEqualTo("intact");
      Path dump = Path.of(taken.text("path"), "database.sql.gz");
      byte[] bytes = Files.readAllBytes(dump);
      bytes[bytes.length / 2] ^= 1;
      Files.write(dump, bytes);
      Answer found = service.post(verify, "{\"deep\": false}");
      assertThat(found.text("finding")).isEqualTo("corrupt");
      assertThat(found.body().path("files").toString())
          .contains("\"name\":\"database.sql.gz\",\"finding\":\"corrupt\"");
    }
  }

  @Test
  void aManifestOrListOfChecksumsThatWasEditedSpoiltOrLostIsFound() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    try (ServiceProcess service =
        ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()))) {
      Answer taken = service.post("/backup", SPECIFIED);
      String backup = "/backups/" + taken.text("backup_id");
      Path list = Path.of(taken.text("path"), "SHA256SUMS");
      String sums = Files.readString(list);
      Files.writeString(list, sums.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
      assertThat(found(service, backup)).containsExactly("SHA256SUMS corrupt");
      Files.delete(list);
      assertThat(found(service, backup)).containsExactly("SHA256SUMS missing");
      Files.writeString(list, sums);
      assertThat(found(service, backup)).isEmpty();

      Path manifest = Path.of(taken.text("path"), "manifest.json");
      Files.writeString(manifest, Files.readString(manifest).replace("\"full\"", "\"database\""));
      assertThat(found(service, backup)).containsExactly("manifest.json corrupt");
      Files.writeString(manifest, "{");
      assertThat(found(service, backup)).containsExactly("manifest.json corrupt");
      assertThat(service.postAsOwner(backup + "/drill", "{}").text("detail"))
          .contains("its manifest.json is corrupt");
      Files.delete(manifest);
      assertThat(found(service, backup)).containsExactly("manifest.json missing");
      Answer drill = service.postAsOwner(backup + "/drill", "{}");
      assertThat(drill.status()).isEqualTo(409);
      assertThat(drill.text("detail")).contains("its manifest.json is missing");
    }
  }

  /** What is not intact, and how. */
  private static List<String> found(ServiceProcess service, String backup) throws Exception {
    Answer answer = service.post(backup + "/verify", "");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> faults = new ArrayList<>();
    for (JsonNode file : answer.body().path("files")) {
      if (!file.path("finding").asText().equals("intact")) {
        faults.add(file.path("name").asText() + " " + file.path("finding").asText());
      }
    }
    return faults;
  }

  @Test
  void whatIsWrittenIsForItsOwnerAlone() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    try (ServiceProcess service =
        ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()))) {
      assertThat(service.post("/backup", SPECIFIED).status()).isEqualTo(200);
    }
    assertPrivate(folder.resolve("backups"));
    assertPrivate(folder.resolve("state"));
  }

  private static void assertPrivate(Path root) throws Exception {
    try (Stream<Path> written = Files.walk(root)) {
      assertThat(written.map(FirstBackupTest::modeAndName))
          .allMatch(line -> line.startsWith("rwx------ dir") || line.startsWith("rw------- file"));
    }
  }

  private static String modeAndName(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          + (Files.isDirectory(path) ? " dir " : " file ")
          + path;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void withoutConfigurationTheEmbeddedServerIsBackedUp() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
      Answer answer = service.post("/backup", SPECIFIED);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      assertThat(answer.body().path("components").findValuesAsText("state"))
          .containsExactlyInAnyOrder("completed", "not_configured", "not_configured");
      Shell.Result psql =
          Shell.run(
              folder,
              "psql -X -Atc 'SELECT count(*) FROM chronos.backup_history' service=chronos",
              "PGSERVICEFILE",
              folder.resolve("state/pg_service.conf").toString());
      assertThat(psql.output().strip()).isEqualTo("1");
    }
  }
}
