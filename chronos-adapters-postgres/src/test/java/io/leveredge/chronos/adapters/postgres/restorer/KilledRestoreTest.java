package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed during a restore leaves what the next one settles. */
class KilledRestoreTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final RestoreId id = BackupTrial.newId();
  private TestDatabase database;

  @BeforeEach
  void aDatabase() throws Exception {
    database = SERVER.createDatabase();
    database.execute("CREATE TABLE t (i int); INSERT INTO t SELECT generate_series(1, 5)");
  }

  private Settlement killedAt(int step, Callable<Boolean> then) throws Exception {
    Process service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RestoreToKill.class.getName(),
                database.host(),
                Integer.toString(database.port()),
                database.user(),
                database.password(),
                database.name(),
                folder.toString(),
                id.value(),
                "DELETE FROM t",
                Integer.toString(step))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(service.isAlive()).as(() -> text(folder.resolve("output"))).isTrue();
                return then.call();
              });
    } finally {
      service.destroyForcibly().waitFor();
    }
    return new BackupTrial(database, folder).restorer().settle(id, steps());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      return failure.toString();
    }
  }

  private List<Map<String, String>> steps() throws IOException {
    if (!Files.exists(folder.resolve("steps"))) {
      return List.of();
    }
    return Files.readAllLines(folder.resolve("steps")).stream()
        .map(
            line -> {
              Map<String, String> step = new TreeMap<>();
              for (String pair : line.split("\t", -1)) {
                step.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
              }
              return step;
            })
        .toList();
  }

  private void nothingButTheOldDatabaseIsLeft() throws Exception {
    assertThat(database.value("SELECT count(*) FROM t")).contains("0");
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT (SELECT count(*) FROM pg_database WHERE datname LIKE '%s\\_%%') + "
                            .formatted(database.name())
                        + "(SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                        + " '%"
                        + id
                        + "%')"))
        .contains("0");
    assertThat(folder.resolve("private")).isEmptyDirectory();
  }

  @Test
  void killedWhileItLoads() throws Exception {
    database.execute(
        """
        CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE TABLE s (i int CHECK (slow(i))); INSERT INTO s VALUES (1);
        CREATE OR REPLACE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS
          'SELECT pg_catalog.pg_sleep(600) IS NOT NULL';
        """);
    Settlement settled =
        killedAt(
            0,
            () ->
                SERVER
                    .maintenance()
                    .value("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .isPresent());
    assertThat(settled.finished()).isFalse();
    nothingButTheOldDatabaseIsLeft();
  }

  @Test
  void killedWhenTheDatabaseInUseIsClosed() throws Exception {
    Settlement settled = killedAt(5, () -> steps().size() == 5);
    assertThat(steps().getLast()).containsEntry(Steps.SWAP_STEP, "RENAMING");
    assertThat(settled.finished()).isFalse();
    nothingButTheOldDatabaseIsLeft();
  }

  @Test
  void killedWhenTheNamesAreExchanged() throws Exception {
    Settlement settled = killedAt(6, () -> steps().size() == 6);
    assertThat(settled.finished()).isTrue();
    assertThat(settled.facts()).containsKey("previous_database");
    assertThat(database.value("SELECT count(*) FROM t")).contains("5");
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
