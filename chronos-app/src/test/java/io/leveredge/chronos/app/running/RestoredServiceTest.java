package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The eighth promise, through the whole service: restoring the database that holds the catalog
 * keeps the history and that restore's own record.
 */
class RestoredServiceTest {
  private static final String COUNT = "SELECT count(*) FROM notes";
  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void aDatabase() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n");
    Files.writeString(Files.createDirectory(folder.resolve("etc")).resolve("app.conf"), "blue");
  }

  @Test
  void whatWasLostComesBackAndThatIsUndoneAndDoneAgainAndProven() throws Exception {
    try (ServiceProcess service = service()) {
      String backup = backup(service);
      database.execute("DROP TABLE notes");
      Files.writeString(folder.resolve("etc/app.conf"), "red");
      Answer plan = service.post("/restore/" + backup, "{\"dry_run\": true}");
      assertThat(plan.status()).as(plan.body().toString()).isEqualTo(200);
      assertThat(plan.body().path("possible").asBoolean()).isTrue();
      assertThat(Files.readString(folder.resolve("etc/app.conf"))).isEqualTo("red");
      Answer restored = service.postAsOwner("/restore/" + backup, "{}");
      assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
      assertThat(database.value(COUNT)).contains("1000");
      assertThat(Files.readString(folder.resolve("etc/app.conf"))).isEqualTo("blue");
      Answer undone =
          service.postAsOwner("/restores/" + restored.text("restore_id") + "/undo", "{}");
      assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
      assertThat(database.value("SELECT to_regclass('notes') IS NULL")).contains("t");
      assertThat(Files.readString(folder.resolve("etc/app.conf"))).isEqualTo("red");
      assertThat(service.postAsOwner("/restore/" + backup, "{}").status()).isEqualTo(200);
      assertThat(database.value(COUNT)).contains("1000");
      Answer drill = service.postAsOwner("/backups/" + backup + "/drill", "{}");
      assertThat(drill.body().path("proven").asBoolean()).as(drill.body().toString()).isTrue();
      assertThat(service.get("/backups/" + backup).text("proven_at")).isNotBlank();
      assertThat(service.getAsOwner("/restores").body().path("count").asInt()).isEqualTo(4);
      assertThat(folder.resolve("backups/.drills")).isEmptyDirectory();
    }
  }

  @Test
  void theCatalogKeepsItsHistoryWhenItsDatabaseIsRestoredInPlace() throws Exception {
    try (ServiceProcess service = service()) {
      String backup = backup(service);
      String later = backup(service);
      database.execute("DROP TABLE notes");
      Answer restored =
          service.postAsOwner(
              "/restore/" + backup, "{\"components\": [\"database\"], \"in_place\": true}");
      assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
      assertThat(database.value(COUNT)).contains("1000");
      assertThat(service.get("/backups/" + later).status()).isEqualTo(200);
      assertThat(
              database.value(
                  "SELECT status FROM chronos.restore_log WHERE id = '"
                      + restored.text("restore_id")
                      + "'"))
          .contains("completed");
      Answer undone =
          service.postAsOwner("/restores/" + restored.text("restore_id") + "/undo", "{}");
      assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
      assertThat(database.value("SELECT to_regclass('notes') IS NULL")).contains("t");
    }
  }

  @Test
  void nothingIsTouchedWhereAByteOfTheBackupIsWrong() throws Exception {
    try (ServiceProcess service = service()) {
      Answer taken = service.post("/backup", "{}");
      Path dump = Path.of(taken.text("path")).resolve("database.sql.gz");
      try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "rw")) {
        file.seek(file.length() / 2);
        int was = file.read();
        file.seek(file.length() / 2);
        file.write(was ^ 1);
      }
      database.execute("DELETE FROM notes WHERE n > 10");
      Answer planned =
          service.postAsOwner("/restore/" + taken.text("backup_id"), "{\"dry_run\": true}");
      assertThat(planned.status()).as("a dry run tells it, and keeps no fact").isEqualTo(200);
      assertThat(planned.body().toString())
          .contains("\"possible\":false")
          .contains("database.sql.gz of backup " + taken.text("backup_id") + " is damaged");
      Answer refused = service.postAsOwner("/restore/" + taken.text("backup_id"), "{}");
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.text("code")).isEqualTo("backup_corrupt");
      assertThat(refused.text("detail")).contains("database.sql.gz");
      assertThat(database.value(COUNT)).contains("10");
      assertThat(service.get("/backups").body().path("count").asInt()).isEqualTo(1);
      Answer again = service.postAsOwner("/restore/" + taken.text("backup_id"), "{}");
      assertThat(again.status()).isEqualTo(409);
      assertThat(again.text("code")).isEqualTo("backup_not_restorable");
    }
  }

  @Test
  void killedInMidRestoreTheNextStartRollsBackAndSaysSo() throws Exception {
    // Each row of it takes long to load, wherever that is but here.
    database.execute(
        """
        CREATE FUNCTION slow(n int) RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN
            IF current_database() <> '%s' THEN PERFORM pg_sleep(0.3); END IF;
            RETURN true;
          END $$
        """
            .formatted(database.name()));
    database.execute("CREATE TABLE held (n int CHECK (public.slow(n)))");
    database.execute("INSERT INTO held SELECT n FROM generate_series(1, 200) n");
    String id;
    try (ServiceProcess service = service()) {
      String backup = backup(service);
      database.execute("DELETE FROM notes WHERE n > 10");
      Answer begun = service.postAsOwner("/restore/" + backup, "{\"wait\": false}");
      assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
      id = begun.text("restore_id");
      await().atMost(Duration.ofSeconds(30)).until(() -> databasesBeside() == 1);
      service.kill();
    }
    assertThat(database.value(COUNT)).contains("10");
    try (ServiceProcess again = service()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(again.getAsOwner("/restores/" + id).text("status"))
                      .isEqualTo("interrupted"));
      assertThat(databasesBeside()).isZero();
      assertThat(database.value(COUNT)).contains("10");
      assertThat(again.post("/backup", "{}").status()).isEqualTo(200);
    }
  }

  private long databasesBeside() throws Exception {
    return Long.parseLong(
        database
            .value(
                "SELECT count(*) FROM pg_database WHERE datname LIKE '" + database.name() + "\\_%'")
            .orElseThrow());
  }

  private static String backup(ServiceProcess service) throws Exception {
    Answer taken = service.post("/backup", "{}");
    assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
    return taken.text("backup_id");
  }

  private ServiceProcess service() throws Exception {
    return ServiceProcess.start(
        folder,
        Map.of("DATABASE_URL", database.url(), "CONFIG_PATHS", folder.resolve("etc").toString()));
  }
}
