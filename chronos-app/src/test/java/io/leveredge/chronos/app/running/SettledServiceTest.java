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

/**
 * The eighth promise, through a power cut: restoring the database that holds the catalog keeps the
 * history and that restore's own record.
 */
class SettledServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORTER_THAN_THE_LEASE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void killedWithTheCatalogsOwnDatabaseClosedItIsSettledOnceItsServerIsBackWithoutAnotherStart()
      throws Exception {
    try (DedicatedPostgres server = TestPostgres.dedicated(Map.of("fsync", "off"))) {
      TestDatabase database = server.createDatabase();
      database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n");
      String backup;
      String later;
      String restore;
      try (ServiceProcess service = service(database)) {
        backup = service.post("/backup", "{}").text("backup_id");
        later = service.post("/backup", "{}").text("backup_id");
        database.execute("DELETE FROM notes WHERE n > 10");
        restore = closed(service, server, database, backup);
        service.kill();
      }
      server.kill();
      try (ServiceProcess again = service(database)) {
        assertThat(again.get("/health").body().path("problems").toString())
            .contains("Restore " + restore + " of target 'default'");
        Answer refused = again.post("/backup", "{}");
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(409);
        server.start();
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(again.getAsOwner("/restores/" + restore).text("status"))
                        .isEqualTo("interrupted"));
        assertThat(again.log())
            .contains("Restore " + restore + " had been left in the middle and is settled")
            .contains("The database in use is the one from before");
        assertThat(database.value("SELECT count(*) FROM notes")).contains("10");
        for (String known : new String[] {backup, later}) {
          assertThat(
                  database.value(
                      "SELECT count(*) FROM chronos.backup_history WHERE id = '" + known + "'"))
              .contains("1");
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(again.get("/health").text("status")).isEqualTo("healthy"));
        await()
            .atMost(SHORTER_THAN_THE_LEASE)
            .until(() -> again.post("/backup", "{}").status() == 200);
        assertThat(again.postAsOwner("/restore/" + backup, "{}").status()).isEqualTo(200);
        assertThat(database.value("SELECT count(*) FROM notes")).contains("1000");
      }
    }
  }

  /** Begins a restore and stops it where the database is closed: one session does not end. */
  private static String closed(
      ServiceProcess service, DedicatedPostgres server, TestDatabase database, String backup)
      throws Exception {
    try (var session = database.connect();
        var statement = session.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      String process = row.getString(1);
      signal("STOP", process);
      try {
        Answer begun = service.postAsOwner("/restore/" + backup, "{\"wait\": false}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    server
                        .maintenance()
                        .value(
                            "SELECT datallowconn FROM pg_database WHERE datname = '%s'"
                                .formatted(database.name()))
                        .orElseThrow()
                        .equals("f"));
        service.kill();
        return begun.text("restore_id");
      } finally {
        signal("CONT", process);
      }
    }
  }

  private static void signal(String name, String process) throws Exception {
    assertThat(Shell.run(Path.of("."), "kill -" + name + " " + process).status()).isZero();
  }

  private ServiceProcess service(TestDatabase database) throws Exception {
    return ServiceProcess.start(
        folder, Map.of("DATABASE_URL", database.url(), "QUEUE_SECONDS", "0"));
  }
}
