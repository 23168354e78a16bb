package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.StepLog;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The eighth promise: the database that holds our own catalog keeps the history, whatever is
 * restored into it.
 */
class CatalogInTheDatabaseTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private static TestDatabase original;
  private static PublishedBackup backup;
  private TestDatabase database;
  private BackupTrial trial;

  @BeforeAll
  static void aBackupAndMoreHistory(@TempDir Path once) throws Exception {
    original = SERVER.createDatabase();
    original.execute(
        """
        CREATE SCHEMA chronos; COMMENT ON SCHEMA chronos IS 'CHRONOS: a test';
        CREATE TABLE chronos.identity(nonce text); INSERT INTO chronos.identity VALUES ('none');
        CREATE TYPE chronos.mood AS ENUM ('good');
        CREATE TABLE chronos.history(id serial PRIMARY KEY, mood chronos.mood DEFAULT 'good',
                                     parent int REFERENCES chronos.history);
        CREATE TABLE chronos.flyway_schema_history(version text);
        INSERT INTO chronos.flyway_schema_history VALUES ('1');
        INSERT INTO chronos.history DEFAULT VALUES;
        CREATE STATISTICS chronos.kinds (mcv) ON id, mood FROM chronos.history;
        CREATE TABLE public.data(i int); INSERT INTO public.data VALUES (1);
        COMMENT ON TABLE chronos.identity IS 'CHRONOS: a test';
        COMMENT ON TABLE chronos.flyway_schema_history IS 'CHRONOS: a test';
        COMMENT ON TYPE chronos.mood IS 'CHRONOS: a test';
        COMMENT ON TABLE chronos.history IS 'CHRONOS: a test';
        """);
    BackupTrial first = new BackupTrial(original, once);
    first.mark = () -> freshNonce(original);
    backup = first.backup();
    original.execute("DELETE FROM data; INSERT INTO chronos.history DEFAULT VALUES");
  }

  @BeforeEach
  void aCopy() throws Exception {
    database = SERVER.copyOf(original);
    trial = new BackupTrial(database, folder);
    trial.mark = () -> freshNonce(database);
  }

  private static Optional<String> freshNonce(TestDatabase database) {
    try {
      return database.value(
          "UPDATE chronos.identity SET nonce = gen_random_uuid()::text RETURNING nonce");
    } catch (SQLException away) {
      return Optional.empty();
    }
  }

  private String history() throws Exception {
    return database.value("SELECT count(*) FROM chronos.history").orElseThrow();
  }

  @Test
  void historySurvivesARestoreOfEitherKindAndTheNextBackupStillKnowsItsCatalog() throws Exception {
    for (RestoreChoice choice : new RestoreChoice[] {BackupTrial.whole(), BackupTrial.inPlace()}) {
      String before = history();
      trial.restore(backup, choice);
      assertThat(database.value("SELECT i FROM data")).contains("1");
      assertThat(history()).isEqualTo(before);
      assertThat(database.value("SELECT version FROM chronos.flyway_schema_history")).contains("1");
      assertThat(database.value("SELECT obj_description('chronos'::regnamespace)"))
          .contains("CHRONOS: a test");
      assertThat(database.value("SELECT count(*) FROM pg_statistic_ext")).contains("1");
      assertThat(trial.backup().manifest().components().getFirst().facts())
          .containsEntry("excluded_schemas", "chronos");
      database.execute("INSERT INTO chronos.history DEFAULT VALUES");
    }
  }

  @Test
  void historySurvivesAnUndo() throws Exception {
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    database.execute("INSERT INTO chronos.history DEFAULT VALUES");
    ComponentOutcome undone =
        trial.restorer().takeBack(BackupTrial.newId(), done, trial.log()).orElseThrow();
    assertThat(history()).isEqualTo("3");
    assertThat(database.value("SELECT count(*) FROM data")).contains("0");
    database.execute("INSERT INTO chronos.history DEFAULT VALUES");
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), undone, trial.log())).isPresent();
    assertThat(history()).isEqualTo("4");
    assertThat(database.value("SELECT count(*) FROM data")).contains("1");
  }

  @Test
  void undoOfAProcessThatDiesBeforeAnyStepIsSettled() throws Exception {
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    String kept = done.facts().get(ComponentOutcome.PREVIOUS_DATABASE);
    int last = 0;
    while (trial.restorer().keeps(done)) {
      RestoreId undo = BackupTrial.newId();
      dies(undo, done, ++last);
      Settlement settled = trial.restorer().settle(undo, trial.steps);
      boolean finished = trial.steps.getLast().containsValue("DONE");
      assertThat(settled.finished()).as("step " + trial.steps.getLast()).isEqualTo(finished);
      assertThat(trial.restorer().settle(undo, trial.steps)).isEqualTo(settled);
      assertThat(database.value("SELECT count(*) FROM data")).contains(finished ? "0" : "1");
      assertThat(history()).isEqualTo("2");
      assertThat(
              SERVER
                  .maintenance()
                  .value(
                      "SELECT bool_or(datallowconn) FROM pg_database WHERE datname LIKE '%s\\_%%'"
                          .formatted(database.name())))
          .as("the kept one is open")
          .contains("f");
    }
    assertThat(last).isEqualTo(6);
    assertThat(trial.steps.getFirst()).containsEntry("restored", kept);
  }

  private void dies(RestoreId undo, ComponentOutcome done, int last) {
    trial.steps.clear();
    StepLog deadly =
        step -> {
          trial.steps.add(step);
          if (trial.steps.size() == last) {
            throw new Died();
          }
        };
    assertThatThrownBy(() -> trial.restorer().takeBack(undo, done, deadly))
        .isInstanceOf(Died.class);
  }

  /** A process that is gone. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whatWasCommittedIntoTheCatalogDuringTheRestoreIsThereAfterIt() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong committed = new AtomicLong(2);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    try (Connection session = database.connect();
                        Statement statement = session.createStatement()) {
                      while (!stop.get()) {
                        statement.execute("INSERT INTO chronos.history DEFAULT VALUES");
                        committed.incrementAndGet();
                      }
                    } catch (SQLException cutOff) {
                      // It comes back, as a pool does.
                    }
                  }
                });
    await().until(() -> committed.get() > 10);
    trial.restore(backup, BackupTrial.whole());
    long after = committed.get();
    await().until(() -> committed.get() > after + 10);
    stop.set(true);
    writer.join();
    assertThat(database.value("SELECT i FROM data")).contains("1");
    assertThat(history()).isEqualTo(committed.toString());
  }

  @Test
  void writerThatDoesNotEndLeavesEverythingAsItWas() throws Exception {
    trial.waitingForLocks(Duration.ofMillis(300));
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("INSERT INTO chronos.history DEFAULT VALUES");
      ChronosException failure =
          catchThrowableOfType(
              ChronosException.class, () -> trial.restore(backup, BackupTrial.whole()));
      assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_LOCKED);
      session.commit();
    }
    assertThat(database.value("SELECT count(*) FROM data")).contains("0");
    assertThat(history()).isEqualTo("3");
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT count(*) FROM pg_database WHERE datname LIKE '%s\\_%%'"
                        .formatted(database.name())))
        .contains("0");
  }

  @Test
  void catalogThatDoesNotAnswerIsKeptAllTheSame() throws Exception {
    trial.mark = Optional::empty;
    trial.restore(backup, BackupTrial.whole());
    assertThat(history()).isEqualTo("2");
  }

  @Test
  void catalogThatDoesNotAnswerIsCarriedBackByAnUndo() throws Exception {
    ComponentOutcome done = trial.restore(backup, BackupTrial.whole());
    database.execute("INSERT INTO chronos.history DEFAULT VALUES");
    trial.mark = Optional::empty;
    trial.restorer().takeBack(BackupTrial.newId(), done, trial.log());
    assertThat(history()).isEqualTo("3");
    assertThat(database.value("SELECT count(*) FROM data")).contains("0");
  }

  @Test
  void schemaThatARestoreDidNotCarryGoesBackWithAnUndo() throws Exception {
    trial.mark = () -> Optional.of("that of a catalog elsewhere");
    database.execute("COMMENT ON TABLE chronos.history IS NULL");
    PublishedBackup withTheClone = trial.backup();
    database.execute("INSERT INTO chronos.history DEFAULT VALUES");
    ComponentOutcome done = trial.restore(withTheClone, BackupTrial.whole());
    assertThat(history()).isEqualTo("2");
    trial.mark = Optional::empty;
    trial.restorer().takeBack(BackupTrial.newId(), done, trial.log());
    assertThat(history()).isEqualTo("3");
  }

  @Test
  void planWritesNoMark() throws Exception {
    String before = database.value("SELECT nonce FROM chronos.identity").orElseThrow();
    assertThat(trial.plan(backup, BackupTrial.whole()).notes())
        .anyMatch(note -> note.contains("the catalog of CHRONOS, stays"));
    assertThat(database.value("SELECT nonce FROM chronos.identity")).contains(before);
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
