package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fifth promise, when the server is killed: a failed restore leaves schema, rows and sequences
 * exactly as they were.
 */
class KilledServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ROLE = "reader_of_t";
  private static final RestoreChoice IN_PLACE_WITH_ROLES =
      new RestoreChoice(
          Set.of(Component.DATABASE),
          List.of(),
          TablePlacement.BESIDE,
          List.of(),
          List.of(),
          true,
          true,
          false,
          true);

  private static DedicatedPostgres server;

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;
  private State before;
  private CompletableFuture<Void> back = CompletableFuture.completedFuture(null);

  @BeforeAll
  static void aServer() {
    server = TestPostgres.dedicated(Map.of("fsync", "off"));
  }

  @AfterAll
  static void endIt() {
    server.close();
  }

  /** It has changed since its backup, and its server lacks a role of the backup. */
  @BeforeEach
  void aDatabase() throws SQLException {
    database = server.createDatabase();
    database.execute(
        """
        CREATE ROLE %1$s;
        CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS $$
          SELECT pg_catalog.pg_sleep(coalesce(current_setting('load.seconds', true), '0')::float)
                 IS NOT NULL $$;
        CREATE TABLE t (i serial CHECK (slow(i))); INSERT INTO t VALUES (1);
        SELECT setval('t_i_seq', 10);
        GRANT SELECT ON t TO %1$s;
        """
            .formatted(ROLE));
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
    database.execute(
        """
        DROP OWNED BY %1$s; DROP ROLE %1$s;
        DELETE FROM t; CREATE TABLE later AS SELECT 7 AS i; SELECT setval('t_i_seq', 110);
        """
            .formatted(ROLE));
    before = State.of(database);
  }

  private ChronosException failure(RestoreWork work, Consumer<Map<String, String>> atStep) {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial
                    .restorer()
                    .restore(
                        work,
                        step -> {
                          trial.steps.add(step);
                          atStep.accept(step);
                        }));
    assertThat(failure).isNotNull();
    return failure;
  }

  /** A server process can outlive its parent for a moment, and would take one more statement. */
  private static void kill() {
    try {
      List<Long> processes =
          server
              .maintenance()
              .value("SELECT string_agg(pid::text, ',') FROM pg_stat_activity")
              .map(pids -> List.of(pids.split(",", -1)))
              .orElseThrow()
              .stream()
              .map(Long::valueOf)
              .toList();
      server.kill();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  processes.stream()
                      .flatMap(pid -> ProcessHandle.of(pid).stream())
                      .noneMatch(ProcessHandle::isAlive));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void killedWhileARestoreLoadsItLeavesAllAsItWas() throws Exception {
    database.execute("ALTER ROLE %s SET load.seconds = 600".formatted(database.user()));
    for (RestoreChoice choice : List.of(BackupTrial.withGlobals(), IN_PLACE_WITH_ROLES)) {
      back =
          CompletableFuture.runAsync(
              () -> {
                await().atMost(PATIENCE).until(KilledServerTest::loads);
                kill();
                server.start();
              });
      assertThat(failure(BackupTrial.work(backup, choice), step -> {}).code())
          .isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
      back.join();
      assertThat(State.of(database)).isEqualTo(before);
    }
  }

  private static boolean loads() throws SQLException {
    return server
        .maintenance()
        .value("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        .isPresent();
  }

  @Test
  void killedAtTheCommitInPlaceItSaysWhenItIsBackThatNothingWasKept() throws Exception {
    ChronosException failure =
        failure(
            BackupTrial.work(backup, IN_PLACE_WITH_ROLES),
            step -> {
              if (step.containsValue(Steps.TRANSACTION)) {
                kill();
                back = CompletableFuture.runAsync(server::start);
              }
            });
    back.join();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(State.of(database)).isEqualTo(before);
  }

  @Test
  void killedWithTheDatabaseInUseClosedItIsSettledAsSoonAsItIsBack() throws Exception {
    ChronosException failure =
        failure(
            BackupTrial.work(backup, BackupTrial.withGlobals()),
            step -> {
              if ("RENAMING".equals(step.get(Steps.SWAP_STEP))) {
                kill();
                server.start();
              }
            });
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(State.of(database)).isEqualTo(before);
  }

  @Test
  void serverThatIsAwayWhenTheServiceStopsIsSettledLaterAndNeverTakenForAsItWas() throws Exception {
    RestoreWork swap = unknown(BackupTrial.withGlobals(), Steps.SWAP_STEP, "ENDING_SESSIONS");
    assertThat(
            server
                .maintenance()
                .value(
                    "SELECT datallowconn FROM pg_database WHERE datname = '%s'"
                        .formatted(database.name())))
        .contains("f");
    settled(swap);
    settled(unknown(IN_PLACE_WITH_ROLES, Steps.STEP, Steps.TRANSACTION));
  }

  /** The server goes away at that step, and the service is stopped before it is back. */
  private RestoreWork unknown(RestoreChoice choice, String key, String value) {
    Thread caller = Thread.currentThread();
    trial.steps.clear();
    RestoreWork work = BackupTrial.work(backup, choice);
    ChronosException failure =
        failure(
            work,
            step -> {
              if (value.equals(step.get(key))) {
                kill();
                caller.interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_OUTCOME_UNKNOWN);
    server.start();
    return work;
  }

  private void settled(RestoreWork work) throws SQLException {
    for (int time = 0; time < 2; time++) {
      Settlement settlement = trial.restorer().settle(work.id(), trial.steps);
      assertThat(settlement.finished()).as(settlement.what()).isFalse();
      assertThat(State.of(database)).isEqualTo(before);
    }
  }

  @AfterEach
  void removeThem() throws SQLException {
    back.join();
    server.maintenance().execute("ALTER ROLE %s RESET ALL".formatted(database.user()));
    BackupTrial.dropAll(server, database);
    server.maintenance().execute("DROP ROLE IF EXISTS " + ROLE);
  }

  /** All that a restore could have changed. */
  private record State(String atTheServer, String inTheDatabase) {
    static State of(TestDatabase database) throws SQLException {
      return new State(
          server
              .maintenance()
              .value(
                  """
                  SELECT (SELECT string_agg(oid || ' ' || datname || ' ' || datallowconn, ','
                                            ORDER BY oid) FROM pg_database)
                      || (SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles)
                      || (SELECT count(*) FROM pg_stat_activity
                           WHERE application_name LIKE 'chronos-restore-%')
                  """)
              .orElseThrow(),
          database
              .value(
                  """
                  SELECT (SELECT string_agg(oid || ' ' || relname || ' ' || coalesce(relacl::text, ''),
                                            ',' ORDER BY oid)
                            FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                      || (SELECT string_agg(oid || ' ' || prosrc, ',' ORDER BY oid)
                            FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
                      || (SELECT count(*) FROM t) || (SELECT sum(i) FROM later)
                      || (SELECT last_value || ' ' || is_called FROM t_i_seq)
                  """)
              .orElseThrow());
    }
  }
}
