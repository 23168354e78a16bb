package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fifth promise, whatever happens in the middle: a failed restore leaves the database in use as
 * it was.
 */
class RestoreFaultsTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** One whose restore never ends: a constraint sleeps. */
  private static TestDatabase endless() throws SQLException {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        """
        CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE TABLE t (i int CHECK (slow(i))); INSERT INTO t VALUES (1);
        CREATE OR REPLACE FUNCTION slow(int) RETURNS boolean LANGUAGE sql AS
          'SELECT pg_catalog.pg_sleep(600) IS NOT NULL';
        """);
    return database;
  }

  private static boolean loads() throws SQLException {
    return SERVER
        .maintenance()
        .value(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND application_name LIKE"
                + " 'chronos-restore-%'")
        .isPresent();
  }

  private static void isAsItWas(TestDatabase database) throws SQLException {
    TestDatabase now = SERVER.maintenance().named(database.name());
    assertThat(now.value("SELECT count(*) FROM later")).contains("1");
    assertThat(now.value("SELECT count(*) FROM t")).contains("0");
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT count(*) FROM pg_database WHERE datname LIKE '%s\\_%%'"
                        .formatted(database.name())))
        .contains("0");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        SERVER
                            .maintenance()
                            .value(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                                    + " 'chronos-restore-%'"))
                    .contains("0"));
  }

  private ChronosException failure(RestoreChoice choice, Runnable whileItLoads) throws Exception {
    TestDatabase database = endless();
    BackupTrial trial = new BackupTrial(database, folder);
    PublishedBackup backup = trial.backup();
    database.execute("DELETE FROM t; CREATE TABLE later AS SELECT 1 AS i");
    Thread fault =
        Thread.ofPlatform()
            .start(
                () -> {
                  await().atMost(PATIENCE).until(() -> loads());
                  whileItLoads.run();
                });
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> trial.restore(backup, choice));
    boolean interrupted = Thread.interrupted();
    fault.join();
    assertThat(failure).isNotNull();
    isAsItWas(database);
    BackupTrial.dropAll(SERVER, database);
    assertThat(interrupted).isEqualTo(String.valueOf(failure.getMessage()).contains("stopped"));
    return failure;
  }

  @Test
  void interruptEndsItSoon() throws Exception {
    Thread caller = Thread.currentThread();
    for (RestoreChoice choice : List.of(BackupTrial.whole(), BackupTrial.inPlace())) {
      assertThat(failure(choice, caller::interrupt).code())
          .isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    }
  }

  @Test
  void sessionsThatAreTerminatedEndIt() throws Exception {
    for (RestoreChoice choice : List.of(BackupTrial.whole(), BackupTrial.inPlace())) {
      assertThat(failure(choice, RestoreFaultsTest::terminate).code())
          .isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    }
  }

  private static void terminate() {
    try {
      SERVER
          .maintenance()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE"
                  + " 'chronos-restore-%'");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
