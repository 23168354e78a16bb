package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second promise: killed or stopped at any instant, the service leaves nothing half. */
class KilledServiceTest {
  private static final String LATER = "{\"type\": \"database\", \"wait\": false}";

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void aDatabase() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE held AS SELECT 1 AS n");
  }

  @Test
  void killedInMidBackupNothingLooksLikeABackupAndTheNextStartClearsUp() throws Exception {
    try (Connection lock = lockedTable()) {
      String id;
      try (ServiceProcess service = service()) {
        id = begunBackup(service);
        service.kill();
      }
      assertThat(manifests()).isEmpty();
      try (ServiceProcess again = service()) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () -> {
                  assertThat(again.get("/backups/" + id).text("status")).isEqualTo("interrupted");
                  assertThat(sessionsOf(id)).isEqualTo("0");
                });
        assertThat(Shell.run(folder, "pgrep -f 'pg_dump.*--snapshot' -a || true").output())
            .doesNotContain(database.name());
        assertThat(folder.resolve("backups/.staging")).isEmptyDirectory();
        assertThat(again.get("/backups").body().path("count").asInt()).isZero();
        assertThat(again.get("/backups?status=interrupted").body().path("count").asInt())
            .isEqualTo(1);
        lock.rollback();
        assertThat(again.post("/backup", "{\"type\": \"database\"}").status()).isEqualTo(200);
      }
    }
    assertThat(manifests()).hasSize(1);
  }

  @Test
  void stoppedInMidBackupItEndsWithinTenSecondsAndMarksTheBackup() throws Exception {
    try (Connection lock = lockedTable()) {
      String id;
      try (ServiceProcess service = service()) {
        id = begunBackup(service);
        assertThat(service.stop()).isLessThan(Duration.ofSeconds(10));
      }
      assertThat(sessionsOf(id)).isEqualTo("0");
      assertThat(manifests()).isEmpty();
      lock.rollback();
      try (ServiceProcess again = service()) {
        assertThat(again.get("/backups/" + id).text("status")).isEqualTo("interrupted");
      }
    }
  }

  @Test
  void stoppedWithTheEmbeddedServerItTakesTheServerAlongWithinTenSeconds() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
      Path pidFile = folder.resolve("state/postgres/data/postmaster.pid");
      long postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      assertThat(ProcessHandle.of(postmaster)).isPresent();
      assertThat(service.stop()).isLessThan(Duration.ofSeconds(10));
      assertThat(ProcessHandle.of(postmaster)).isEmpty();
    }
  }

  @Test
  void aCallerThatLeavesDoesNotStopItsBackup() throws Exception {
    try (Connection lock = lockedTable();
        ServiceProcess service = service()) {
      Shell.Result left =
          Shell.run(
              folder,
              "curl -s -m 2 -X POST -H 'Content-Type: application/json' -d"
                  + " '{\"type\":\"database\"}' "
                  + service.root()
                  + "/backup");
      assertThat(left.status()).as("curl gave up waiting").isEqualTo(28);
      lock.rollback();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.get("/backups").body().path("count").asInt() == 1);
    }
  }

  private ServiceProcess service() throws Exception {
    return ServiceProcess.start(
        folder, Map.of("DATABASE_URL", database.url(), "LOCK_WAIT_SECONDS", "60"));
  }

  /** A backup that waits for the locked table, with pg_dump running. */
  private String begunBackup(ServiceProcess service) throws Exception {
    Answer accepted = service.post("/backup", LATER);
    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
    String id = accepted.text("backup_id");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                database
                    .value(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND application_name = 'chronos-"
                            + id
                            + "'")
                    .orElseThrow()
                    .equals("1"));
    return id;
  }

  private Connection lockedTable() throws Exception {
    Connection session = database.connect();
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
    }
    return session;
  }

  private String sessionsOf(String id) throws Exception {
    return database
        .value(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'chronos-" + id + "'")
        .orElseThrow();
  }

  private List<Path> manifests() throws Exception {
    Path backups = folder.resolve("backups");
    try (Stream<Path> files = Files.walk(backups)) {
      return files
          .filter(file -> file.getFileName().toString().equals("manifest.json"))
          .filter(file -> !backups.relativize(file).startsWith(".staging"))
          .toList();
    }
  }
}
