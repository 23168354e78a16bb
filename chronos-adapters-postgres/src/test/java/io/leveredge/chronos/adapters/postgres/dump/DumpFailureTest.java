package io.leveredge.chronos.adapters.postgres.dump;

import static io.leveredge.chronos.adapters.postgres.dump.Aftermath.failureOf;
import static io.leveredge.chronos.adapters.postgres.dump.Aftermath.nothingIsLeft;
import static io.leveredge.chronos.adapters.postgres.dump.Aftermath.sessions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFailureTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;

  /** Something that is done as soon as the first bytes of the dump have come. */
  private interface Deed {
    void run() throws Exception;
  }

  private static Consumer<Long> atFirst(Deed deed) {
    AtomicBoolean done = new AtomicBoolean();
    return bytes -> {
      if (!done.getAndSet(true)) {
        perform(deed);
      }
    };
  }

  private static void perform(Deed deed) {
    try {
      deed.run();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static TestDatabase wide() throws SQLException {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        "CREATE TABLE wide AS SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 60000) i");
    return database;
  }

  @Test
  void serverThatDoesNotAnswerIsUnreachable() throws Exception {
    DumpTrial trial =
        DumpTrial.of(new TestDatabase("127.0.0.1", 1, "u", "s3cret-word", "d"), folder);
    ChronosException failure = failureOf(trial);
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(failure).hasMessageContaining("127.0.0.1:1/d").hasMessageNotContaining("s3cret");
  }

  @Test
  void wrongPasswordAndMissingDatabaseAreRefusals() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    ChronosException missing = failureOf(DumpTrial.of(database.named("no such"), folder));
    assertThat(missing.code()).isEqualTo(ErrorCode.DATABASE_REFUSED);
    assertThat(missing).hasMessageContaining("no such");
    ChronosException role = failureOf(DumpTrial.of(database.as("nobody", "s3cret-word"), folder));
    assertThat(role.code()).isEqualTo(ErrorCode.DATABASE_REFUSED);
    assertThat(role).hasMessageNotContaining("s3cret");
  }

  @Test
  void lockedTableIsNamedWithTheSessionThatHasIt() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE free(i int); CREATE TABLE \"Lo cked\"(i int)");
    DumpTrial trial = DumpTrial.of(database, folder).waitingForLocks(Duration.ofMillis(300));
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SET application_name = 'migration'");
      statement.execute("LOCK TABLE \"Lo cked\" IN ACCESS EXCLUSIVE MODE");
      ChronosException failure = failureOf(trial);
      assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_LOCKED);
      assertThat(failure)
          .hasMessageContaining("public.\"Lo cked\"")
          .hasMessageContaining("migration")
          .hasMessageContaining("300 ms");
      nothingIsLeft(trial);
    }
    assertThat(DumpTrial.of(database, folder).run().facts()).containsEntry("tables", "2");
  }

  @Test
  void unreadableTableIsAMissingPrivilege() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE private_one(i int)");
    TestDatabase role = SERVER.asNewRole(database, "");
    DumpTrial trial = DumpTrial.of(role, folder);
    ChronosException failure = failureOf(trial);
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_PRIVILEGE_MISSING);
    assertThat(failure).hasMessageContaining("private_one");
    nothingIsLeft(trial);
  }

  @Test
  void rowsHiddenByPoliciesAreAMissingPrivilegeAndNeverLeftOut() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(database, "");
    database.execute(
        """
        CREATE TABLE guarded(i int); INSERT INTO guarded VALUES (1), (2);
        ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
        CREATE POLICY odd ON guarded USING (i %% 2 = 1);
        GRANT SELECT ON guarded TO %s;
        """
            .formatted(role.user()));
    ChronosException failure = failureOf(DumpTrial.of(role, folder));
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_PRIVILEGE_MISSING);
    assertThat(failure).hasMessageContaining("guarded");
    assertThat(DumpTrial.of(database, folder).run().facts()).containsEntry("rows", "2");
  }

  @Test
  void moreTablesThanTheServerCanLockIsSaidSo() throws Exception {
    try (DedicatedPostgres small =
        TestPostgres.dedicated(
            Map.of("max_connections", "10", "max_locks_per_transaction", "10", "fsync", "off"))) {
      TestDatabase database = small.createDatabase();
      try (Connection session = database.connect();
          Statement statement = session.createStatement()) {
        for (int part = 0; part < 30; part++) {
          statement.execute(
              "DO $$ BEGIN FOR i IN 1..50 LOOP EXECUTE format('CREATE TABLE t_%d_%%s()', i);"
                      .formatted(part)
                  + " END LOOP; END $$");
        }
      }
      DumpTrial trial = DumpTrial.of(database, folder);
      ChronosException failure = failureOf(trial);
      assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_LOCK_TABLE_FULL);
      assertThat(failure).hasMessageContaining("max_locks_per_transaction");
    }
  }

  @Test
  void sessionTerminatedMidwayIsAnInterruptedDump() throws Exception {
    TestDatabase database = wide();
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.whileReading =
        atFirst(
            () ->
                SERVER
                    .maintenance()
                    .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'chronos-%s' AND query LIKE 'COPY%%'"
                                .formatted(trial.id)));
    ChronosException failure = failureOf(trial);
    assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_INTERRUPTED);
    nothingIsLeft(trial);
  }

  @Test
  void killedPgDumpIsAnInterruptedDump() throws Exception {
    TestDatabase database = wide();
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.whileReading = atFirst(() -> DumpTrial.PROCESSES.kill(trial.children.getFirst()));
    ChronosException failure = failureOf(trial);
    assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_INTERRUPTED);
    assertThat(failure).hasMessageContaining("signal 9");
    nothingIsLeft(trial);
  }

  @Test
  void interruptEndsTheDumpSoonAndStaysSet() throws Exception {
    TestDatabase database = wide();
    DumpTrial trial = DumpTrial.of(database, folder);
    AtomicReference<Thread> caller = new AtomicReference<>(Thread.currentThread());
    trial.whileReading = atFirst(() -> caller.get().interrupt());
    ChronosException failure = failureOf(trial);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_INTERRUPTED);
    nothingIsLeft(trial);
  }

  @Test
  void interruptEndsAWaitForALock() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE locked(i int)");
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.settings =
        new DatabaseSettings(
            trial.settings.url(), java.util.List.of(), false, false, Duration.ofMinutes(5), false);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
      AtomicReference<ChronosException> failure = new AtomicReference<>();
      Thread dumping = Thread.ofVirtual().start(() -> failure.set(failureOf(trial)));
      await().until(() -> waiting(database));
      dumping.interrupt();
      assertThat(dumping.join(Duration.ofSeconds(20))).isTrue();
      assertThat(failure.get().code()).isEqualTo(ErrorCode.DUMP_INTERRUPTED);
      nothingIsLeft(trial);
    }
  }

  private static boolean waiting(TestDatabase database) throws SQLException {
    return database
        .value(
            "SELECT 1 FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
        .isPresent();
  }

  @Test
  void releaseEndsTheSessionsOfADeadRunAndNoOthers() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    DumpTrial dead = DumpTrial.of(database, folder);
    DumpTrial living = DumpTrial.of(database, folder);
    try (Connection one = named(database, dead);
        Connection other = named(database, living)) {
      dead.source().release(dead.id);
      assertThat(sessions(dead)).isZero();
      assertThat(sessions(living)).isEqualTo(1);
      assertThat(one.isValid(1)).isFalse();
      assertThat(other.isValid(1)).isTrue();
    }
    Path privateFolder = Files.createDirectory(dead.folder.resolve("private"));
    Files.createFile(privateFolder.resolve("pgpass-chronos-" + dead.id + "-123"));
    Path another = Files.createFile(privateFolder.resolve("pgpass-chronos-" + living.id + "-123"));
    dead.source().release(dead.id);
    try (Stream<Path> left = Files.list(privateFolder)) {
      assertThat(left).containsExactly(another);
    }
    DumpTrial.of(new TestDatabase("127.0.0.1", 1, "u", "p", "d"), folder).source().release(dead.id);
  }

  private static Connection named(TestDatabase database, DumpTrial trial) throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET application_name = 'chronos-%s'".formatted(trial.id));
    }
    return connection;
  }
}
