package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.postgres.restore.SwapStep;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.system.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second promise, during a restore: a service that is killed leaves the old state or the new
 * one, and the next start says which.
 */
class KilledRestoreTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LOADING = "loading";

  @TempDir Path folder;
  private final List<Killed> restores = new ArrayList<>();

  /** A restore of a database of its own, and the step at which it is killed. */
  private record Killed(String step, TestDatabase database, Path folder, RestoreId id) {

    List<Map<String, String>> steps() throws IOException {
      Path file = folder.resolve("steps");
      if (!Files.exists(file)) {
        return List.of();
      }
      return Files.readAllLines(file).stream().map(Killed::step).toList();
    }

    private static Map<String, String> step(String line) {
      Map<String, String> step = new TreeMap<>();
      for (String pair : line.split("\t", -1)) {
        step.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
      return step;
    }

    boolean isThere() throws Exception {
      return step.equals(LOADING)
          ? database
              .value(
                  "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                      + " AND application_name LIKE '%"
                      + id
                      + "%'")
              .isPresent()
          : steps().stream().anyMatch(noted -> noted.containsValue(step));
    }

    boolean isClosed() throws Exception {
      return SERVER
          .maintenance()
          .value("SELECT datallowconn FROM pg_database WHERE datname = '" + database.name() + "'")
          .orElseThrow()
          .equals("f");
    }

    Settlement settle() throws IOException {
      return new BackupTrial(database, folder).restorer().settle(id, steps());
    }
  }

  private void beginning(String step) throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE t (i int); INSERT INTO t SELECT generate_series(1, 5)");
    if (step.equals(LOADING)) {
      database.execute(
          """
          CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
          CREATE TABLE s (i int CHECK (slow(i))); INSERT INTO s VALUES (1);
          CREATE OR REPLACE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS
            'SELECT pg_catalog.pg_sleep(600) IS NOT NULL';
          """);
    }
    restores.add(
        new Killed(
            step, database, Files.createDirectory(folder.resolve(step)), BackupTrial.newId()));
  }

  /** All in one process, which is killed when each has come to its step. */
  private void killed() throws Exception {
    TestDatabase server = SERVER.maintenance();
    List<String> command =
        JavaCommand.of(
            RestoreToKill.class,
            server.host(),
            server.port(),
            server.user(),
            server.password(),
            "DELETE FROM t");
    restores.forEach(
        each ->
            command.addAll(
                List.of(
                    each.database().name(),
                    each.folder().toString(),
                    each.id().value(),
                    each.step())));
    Path output = folder.resolve("output");
    Process service =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      for (Killed each : restores) {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  assertThat(service.isAlive()).as(() -> text(output)).isTrue();
                  return each.isThere();
                });
      }
    } finally {
      service.destroyForcibly().waitFor();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      return failure.toString();
    }
  }

  @Test
  void killedAtAnyStepOfASwapTheNextStartFinishesOrRollsBackAndSaysWhich() throws Exception {
    beginning(LOADING);
    beginning(Steps.NEW_DATABASE);
    for (SwapStep step : SwapStep.values()) {
      beginning(step.name());
    }
    killed();
    for (Killed each : restores) {
      boolean exchanged = each.step().equals(SwapStep.DONE.name());
      boolean closed =
          each.step().equals(SwapStep.ENDING_SESSIONS.name())
              || each.step().equals(SwapStep.RENAMING.name());
      assertThat(each.isClosed()).as(each.step()).isEqualTo(closed);
      for (int time = 0; time < 2; time++) {
        Settlement settled = each.settle();
        assertThat(settled.finished()).as(each.step()).isEqualTo(exchanged);
        assertThat(settled.what())
            .startsWith(
                exchanged
                    ? "The databases had been swapped; the one before is kept as "
                    : "The database in use is the one from before; what was new is removed");
        assertThat(settled.facts().containsKey(ComponentOutcome.PREVIOUS_DATABASE))
            .isEqualTo(exchanged);
      }
      assertThat(each.database().value("SELECT count(*) FROM t"))
          .as(each.step())
          .contains(exchanged ? "5" : "0");
      nothingElseIsLeftOf(each, exchanged ? 1 : 0);
    }
  }

  /** A session that was closed ends a moment later. */
  private static void nothingElseIsLeftOf(Killed each, int kept) throws Exception {
    String left =
        "SELECT (SELECT count(*) FROM pg_database WHERE datname LIKE '%s\\_%%') + "
                .formatted(each.database().name())
            + "(SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%"
            + each.id()
            + "%')";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SERVER.maintenance().value(left))
                    .as(each.step())
                    .contains(Integer.toString(kept)));
    assertThat(each.folder().resolve("private")).isEmptyDirectory();
  }

  @AfterEach
  void removeThem() throws Exception {
    for (Killed each : restores) {
      BackupTrial.dropAll(SERVER, each.database());
    }
  }
}
