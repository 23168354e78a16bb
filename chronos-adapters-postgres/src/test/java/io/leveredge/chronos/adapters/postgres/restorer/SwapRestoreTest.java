package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole database restored beside the one in use, and swapped. */
class SwapRestoreTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private static TestDatabase original;
  private static PublishedBackup backup;
  private TestDatabase database;
  private BackupTrial trial;

  @BeforeAll
  static void aBackupAndWhatHappenedSince(@TempDir Path once) throws Exception {
    original = SERVER.createDatabase();
    original.execute(
        """
        CREATE TABLE t (id serial PRIMARY KEY, v text);
        INSERT INTO t (v) SELECT 'row ' || i FROM generate_series(1, 50) i;
        CREATE TABLE gone (i int); INSERT INTO gone VALUES (1);
        SELECT lo_from_bytea(4711, 'large');
        """);
    backup = new BackupTrial(original, once).backup();
    original.execute(
        "DELETE FROM t WHERE id > 10; DROP TABLE gone; CREATE TABLE later (i int);"
            + " SELECT nextval('t_id_seq')");
  }

  @BeforeEach
  void aCopy() throws Exception {
    database = SERVER.copyOf(original);
    trial = new BackupTrial(database, folder);
  }

  private String count(String table) throws Exception {
    return database.value("SELECT count(*) FROM " + table).orElse("none");
  }

  private List<String> databases() throws Exception {
    return List.of(
        SERVER
            .maintenance()
            .value(
                "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname"
                    + " LIKE '"
                    + database.name()
                    + "\\_chronos%'")
            .orElse("")
            .split(" "));
  }

  private void isAsItWas() throws Exception {
    assertThat(count("t")).isEqualTo("10");
    assertThat(database.value("SELECT last_value FROM t_id_seq")).contains("51");
    assertThat(database.value("SELECT to_regclass('later')")).contains("later");
    assertThat(databases()).containsExactly("");
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                        + " 'chronos-restore-%' OR application_name LIKE 'chronos-hold-%'"))
        .contains("0");
  }

  @Test
  void wholeDatabaseIsAsItWasAtTheBackupAndTheOneBeforeIsKept() throws Exception {
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    assertThat(count("t")).isEqualTo("50");
    assertThat(count("gone")).isEqualTo("1");
    assertThat(database.value("SELECT to_regclass('later')")).isEmpty();
    assertThat(database.value("SELECT last_value FROM t_id_seq")).contains("50");
    assertThat(database.value("SELECT reltuples::int FROM pg_class WHERE oid = 't'::regclass"))
        .as("statistics")
        .contains("50");
    assertThat(done.counts())
        .isEqualTo(Map.of(ChangeKind.REPLACED, 1L, ChangeKind.CREATED, 1L, ChangeKind.DROPPED, 1L));
    String kept = done.facts().get(ComponentOutcome.PREVIOUS_DATABASE);
    assertThat(databases()).containsExactly(kept);
    assertThat(trial.restorer().keeps(done)).isTrue();
    trial.restorer().forget(done);
    assertThat(trial.restorer().keeps(done)).isFalse();
    trial.restorer().forget(done);
    assertThat(databases()).containsExactly("");
    assertThat(count("t")).isEqualTo("50");
  }

  @Test
  void tablespaceAndWhatElseBelongsToTheDatabaseOutlastTheSwap() throws Exception {
    String tablespace = "fast " + database.name();
    TestDatabase server = SERVER.maintenance();
    try (Connection session = server.connect();
        Statement statement = session.createStatement()) {
      statement.execute("SET allow_in_place_tablespaces = on");
      statement.execute("CREATE TABLESPACE \"%s\" LOCATION ''".formatted(tablespace));
      for (String property :
          List.of(
              "SET TABLESPACE \"" + tablespace + '"', "IS_TEMPLATE true", "SET work_mem = '5MB'")) {
        statement.execute("ALTER DATABASE " + database.name() + " " + property);
      }
    }
    String question =
        """
        SELECT spcname || datistemplate || setconfig::text
          FROM pg_database d JOIN pg_tablespace s ON s.oid = dattablespace
                             JOIN pg_db_role_setting ON setdatabase = d.oid
         WHERE datname = '%s'
        """
            .formatted(database.name());
    String before = server.value(question).orElseThrow();
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    assertThat(server.value(question)).contains(before);
    trial.restorer().forget(done);
    assertThat(databases()).containsExactly("");
    server.execute("ALTER DATABASE " + database.name() + " IS_TEMPLATE false");
    SERVER.drop(database);
    server.execute("DROP TABLESPACE \"%s\"".formatted(tablespace));
  }

  @Test
  void undoGivesTheOldDatabaseBackAndCanBeUndone() throws Exception {
    database.execute("CREATE TABLE another ()");
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    database.execute("INSERT INTO t (v) VALUES ('after the restore')");
    ComponentOutcome undone =
        trial.restorer().takeBack(BackupTrial.newId(), done, trial.log()).orElseThrow();
    assertThat(count("t")).isEqualTo("10");
    assertThat(count("later")).isEqualTo("0");
    assertThat(done.counts())
        .containsEntry(ChangeKind.CREATED, 1L)
        .containsEntry(ChangeKind.DROPPED, 2L);
    assertThat(undone.counts())
        .containsEntry(ChangeKind.CREATED, 2L)
        .containsEntry(ChangeKind.DROPPED, 1L);
    assertThat(trial.restorer().keeps(done)).isFalse();
    assertThat(trial.restorer().keeps(undone)).isTrue();
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), undone, trial.log())).isPresent();
    assertThat(count("t")).isEqualTo("51");
    assertThat(databases()).hasSize(1);
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), done, trial.log())).isEmpty();
  }

  @Test
  void rowsThatAreOthersLeaveTheDatabaseInUseAndRemoveTheNewOne() throws Exception {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial.restore(
                    BackupTrial.damaged(backup, "\trow 7\n", "\trow 8\n"), BackupTrial.whole()));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_DIFFERS);
    isAsItWas();
  }

  @Test
  void dumpThatIsCutIsRefusedBeforeAnythingIsCreated() throws Exception {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial.restore(
                    BackupTrial.damaged(backup, "-- PostgreSQL database dump complete", ""),
                    BackupTrial.whole()));
    assertThat(failure.code()).isIn(ErrorCode.DUMP_INCOMPLETE, ErrorCode.DUMP_NOT_UNDERSTOOD);
    assertThat(trial.steps).isEmpty();
    isAsItWas();
  }

  @Test
  void processThatDiesBeforeAnyStepIsSettled() throws Exception {
    RestoreWork dry = BackupTrial.work(backup, BackupTrial.whole());
    trial.restorer().restore(dry, trial.log());
    int steps = trial.steps.size();
    trial.steps.clear();
    for (int last = 1; last <= steps; last++) {
      aCopy();
      diesBefore(last, last == steps);
    }
  }

  private void diesBefore(int last, boolean finished) throws Exception {
    RestoreWork work = BackupTrial.work(backup, BackupTrial.whole());
    trial.steps.clear();
    StepLog deadly =
        step -> {
          trial.steps.add(step);
          if (trial.steps.size() == last) {
            throw new Died();
          }
        };
    assertThatThrownBy(() -> trial.restorer().restore(work, deadly)).isInstanceOf(Died.class);
    Settlement settled = trial.restorer().settle(work.id(), trial.steps);
    assertThat(settled.finished()).as("step " + trial.steps.getLast()).isEqualTo(finished);
    assertThat(trial.restorer().settle(work.id(), trial.steps)).isEqualTo(settled);
    if (finished) {
      assertThat(count("t")).isEqualTo("50");
      assertThat(databases())
          .containsExactly(settled.facts().get(ComponentOutcome.PREVIOUS_DATABASE));
    } else {
      isAsItWas();
    }
  }

  /** A process that is gone. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void nothingOfTheServiceIsLeftInItsPrivateFolder() throws Exception {
    trial.restore(backup, BackupTrial.whole());
    if (Files.exists(folder.resolve("private"))) {
      assertThat(folder.resolve("private")).isEmptyDirectory();
    }
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }

  @AfterAll
  static void removeTheOriginal() throws Exception {
    SERVER.drop(original);
  }
}
