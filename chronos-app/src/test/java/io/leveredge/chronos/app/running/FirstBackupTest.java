package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first promise: what is called completed is whole, safe and restorable by hand. */
class FirstBackupTest {
  private static final String SPECIFIED =
      "{\"type\": \"full\", \"reason\": \"Pre-migration backup\"}";
  private static final String ROWS =
      "SELECT count(*) || ' ' || sum(n) || ' ' || md5(string_agg(text, ',' ORDER BY n)) FROM notes";

  @TempDir static Path folder;
  private static TestDatabase database;
  private static Answer answer;
  private static Answer shown;
  private static Answer list;
  private static Answer health;
  private static Path backup;

  @BeforeAll
  static void takeIt() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        "CREATE TABLE notes AS SELECT n, md5(n::text) AS text FROM generate_series(1, 20000) n");
    try (ServiceProcess service =
        ServiceProcess.start(folder, Map.of("DATABASE_URL", database.url()))) {
      answer = service.post("/backup", SPECIFIED);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      shown = service.get("/backups/" + answer.text("backup_id"));
      list = service.get("/backups");
      health = service.get("/health");
    }
    backup = Path.of(answer.text("path"));
  }

  @Test
  void theSpecifiedCallAnswersThatItIsSafe() {
    assertThat(answer.text("status")).isEqualTo("completed");
    assertThat(answer.text("type")).isEqualTo("full");
    assertThat(answer.text("tier")).isEqualTo("manual");
    assertThat(answer.text("reason")).isEqualTo("Pre-migration backup");
    assertThat(shown.text("checksum")).isEqualTo(answer.text("checksum"));
    assertThat(list.body().path("count").asInt()).isEqualTo(1);
    assertThat(health.text("status")).isEqualTo("healthy");
    assertThat(health.body().path("backups_last_24h").asInt()).isEqualTo(1);
  }

  @Test
  void ordinaryToolsRestoreIt() throws Exception {
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
  void whatIsWrittenIsForItsOwnerAlone() throws Exception {
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
  void withoutConfigurationTheEmbeddedServerIsBackedUp(@TempDir Path other) throws Exception {
    try (ServiceProcess service = ServiceProcess.start(other, Map.of())) {
      Answer embedded = service.post("/backup", SPECIFIED);
      assertThat(embedded.status()).as(embedded.body().toString()).isEqualTo(200);
      assertThat(embedded.body().path("components").findValuesAsText("state"))
          .containsExactlyInAnyOrder("completed", "not_configured", "not_configured");
      Shell.Result psql =
          Shell.run(
              other,
              "psql -X -Atc 'SELECT count(*) FROM chronos.backup_history' service=chronos",
              "PGSERVICEFILE",
              other.resolve("state/pg_service.conf").toString());
      assertThat(psql.output().strip()).isEqualTo("1");
    }
  }
}
