package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.adapters.postgres.dump.SampleSchema;
import io.leveredge.chronos.adapters.postgres.restorer.BackupTrial;
import io.leveredge.chronos.adapters.postgres.sql.RealDump;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restore into the database itself: the whole of the backup, or nothing. Every kind of object
 * that may stand in its way has a test here.
 */
class InPlaceRestoreTest {
  private TestDatabase database;
  private TestDump dump;

  @BeforeEach
  void aBackupAndWhatHappenedSince() throws Exception {
    database = RestoreTrial.SERVER.createDatabase();
    database.execute(SampleSchema.ODD);
    database.execute(
        """
        CREATE TABLE kept (id serial PRIMARY KEY, t text);
        INSERT INTO kept (t) SELECT 'row ' || i FROM generate_series(1, 100) i;
        """);
    dump = TestDump.of(database);
    database.execute(
        """
        INSERT INTO kept (t) SELECT 'later ' || i FROM generate_series(1, 10) i;
        DELETE FROM kept WHERE id < 5;
        SELECT lo_from_bytea(5000, 'later'), lo_unlink(4711);
        CREATE SCHEMA later; CREATE TABLE later.t (k int REFERENCES kept, s serial);
        INSERT INTO later.t (k) VALUES (50);
        CREATE VIEW later.v AS SELECT * FROM kept;
        CREATE EXTENSION hstore; CREATE TABLE extended (h hstore);
        CREATE FUNCTION later.no() RETURNS event_trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'not here'; END $$;
        CREATE PUBLICATION later_too FOR TABLE kept;
        CREATE FOREIGN DATA WRAPPER later_wrapper; CREATE SERVER far FOREIGN DATA WRAPPER later_wrapper;
        ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
        ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        CREATE EVENT TRIGGER later_trigger ON ddl_command_start EXECUTE FUNCTION later.no();
        """);
  }

  private InPlaceRestore restore(String... kept) {
    return restore(Duration.ofSeconds(2), kept);
  }

  private InPlaceRestore restore(Duration lockWait, String... kept) {
    return new InPlaceRestore(
        RestoreTrial.settings(database),
        LeaveOut.NOTHING,
        List.of(kept),
        CatalogMark.NONE,
        lockWait);
  }

  /** Everything that a dump and the sequences themselves show. */
  private record Sight(String schema, DatabaseInventory contents, Optional<String> sequence) {}

  private Sight sight() throws Exception {
    return new Sight(
        RestoreTrial.comparable(database),
        RestoreTrial.inventory(dump, database),
        database.value("SELECT last_value || ' ' || is_called FROM kept_id_seq"));
  }

  private ChronosException leavesEverythingAsItWas(TestDump broken) throws Exception {
    Sight before = sight();
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> restore().restore(broken));
    assertThat(failure).as("the restore succeeded").isNotNull();
    assertThat(sight()).isEqualTo(before);
    assertThat(before.sequence()).contains("110 true");
    return failure;
  }

  @Test
  void everythingIsAgainAsItWasAtTheBackup() throws Exception {
    TestDatabase original = RestoreTrial.like(database);
    RestoreTrial.load(dump, original, LeaveOut.NOTHING);
    restore().restore(dump);
    assertThat(
            InventoryComparison.differences(
                dump.index().inventory(), RestoreTrial.inventory(dump, database)))
        .isEmpty();
    assertThat(RestoreTrial.comparable(database)).isEqualTo(RestoreTrial.comparable(original));
  }

  @Test
  void statementThatFailsAtTheEndLeavesEverythingAsItWas() throws Exception {
    String sql =
        dump.sql()
            .replace(
                "--\n-- PostgreSQL database dump complete",
                "ALTER TABLE public.kept ADD CONSTRAINT no CHECK (id < 0);\n\n--\n--"
                    + " PostgreSQL database dump complete");
    ChronosException failure = leavesEverythingAsItWas(dump.with(sql));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure).hasMessageContaining("ALTER TABLE public.kept ADD CONSTRAINT no");
  }

  @Test
  void preparedTransactionLeavesEverythingAsItWas() throws Exception {
    database.execute(
        "BEGIN; INSERT INTO public.extended DEFAULT VALUES; PREPARE TRANSACTION 'in place'");
    try {
      ChronosException failure = leavesEverythingAsItWas(dump);
      assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
      assertThat(failure).hasMessageContaining("prepared transaction 'in place'");
    } finally {
      database.execute("COMMIT PREPARED 'in place'");
    }
    assertThat(database.value("SELECT count(*) FROM public.extended")).contains("1");
  }

  @Test
  void missingRoleLeavesEverythingAsItWas() throws Exception {
    String sql = dump.sql().replaceAll("(TABLE public.kept OWNER TO )\\w+", "$1nobody_here");
    assertThat(leavesEverythingAsItWas(dump.with(sql))).hasMessageContaining("nobody_here");
  }

  @Test
  void rowsThatAreOthersLeaveEverythingAsItWas() throws Exception {
    ChronosException failure =
        leavesEverythingAsItWas(dump.with(dump.sql().replace("row 77", "row 78")));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_DIFFERS);
    assertThat(failure).hasMessageContaining("public.kept");
  }

  @Test
  void valueThatDoesNotFitIsNotTold() throws Exception {
    ChronosException failure =
        leavesEverythingAsItWas(dump.with(dump.sql().replace("77\trow 77", "secret\trow 77")));
    assertThat(failure).hasMessageContaining("public.kept").hasMessageContaining("22P02");
    assertThat(failure.getMessage()).doesNotContain("secret");
  }

  @Test
  void sessionKilledMidwayLeavesEverythingAsItWas() throws Exception {
    String sql =
        dump.sql()
            .replace(
                "--\n-- PostgreSQL database dump complete",
                "CREATE MATERIALIZED VIEW public.slow AS SELECT pg_catalog.pg_sleep(600)::text AS"
                    + " t;\n\n"
                    + "--\n"
                    + "-- PostgreSQL database dump complete");
    Thread killer =
        Thread.ofPlatform()
            .start(
                () ->
                    await()
                        .atMost(Duration.ofSeconds(30))
                        .until(
                            () ->
                                terminated("query LIKE 'CREATE MATERIALIZED VIEW public.slow%'")));
    ChronosException failure = leavesEverythingAsItWas(dump.with(sql));
    killer.join();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
  }

  private static boolean terminated(String which) throws SQLException {
    return RestoreTrial.SERVER
        .maintenance()
        .value("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + which)
        .isPresent();
  }

  @Test
  void interruptEndsItSoonAndLeavesNoSession() throws Exception {
    String sql =
        dump.sql()
            .replace(
                "--\n-- PostgreSQL database dump complete",
                "CREATE MATERIALIZED VIEW public.slow2 AS SELECT pg_catalog.pg_sleep(600)::text AS"
                    + " t;\n\n"
                    + "--\n"
                    + "-- PostgreSQL database dump complete");
    Thread caller = Thread.currentThread();
    Thread stopper =
        Thread.ofPlatform()
            .start(
                () -> {
                  await()
                      .atMost(Duration.ofSeconds(30))
                      .until(
                          () ->
                              RestoreTrial.SERVER
                                  .maintenance()
                                  .value(
                                      "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE"
                                          + " MATERIALIZED VIEW public.slow2%'")
                                  .isPresent());
                  caller.interrupt();
                });
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> restore().restore(dump.with(sql)));
    assertThat(Thread.interrupted()).isTrue();
    stopper.join();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(
            RestoreTrial.SERVER
                .maintenance()
                .value(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'"
                        .formatted(database.name())))
        .contains("0");
  }

  @Test
  void tableInUseIsWaitedForAndNamed() throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM kept");
      ChronosException failure =
          catchThrowableOfType(
              ChronosException.class, () -> restore(Duration.ofMillis(300)).restore(dump));
      assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_LOCKED);
    }
  }

  @Test
  void keptSchemasStayWhatTheyAre() throws Exception {
    database.execute(
        "DROP EVENT TRIGGER later_trigger; CREATE SCHEMA chronos;"
            + " CREATE TABLE chronos.backups (id serial, t text); INSERT INTO chronos.backups(t)"
            + " VALUES ('history')");
    restore("chronos").restore(dump);
    assertThat(database.value("SELECT t FROM chronos.backups")).contains("history");
    database.execute(
        "CREATE TABLE chronos.identity (nonce text); INSERT INTO chronos.identity VALUES"
            + " ('fresh')");
    new InPlaceRestore(
            RestoreTrial.settings(database),
            LeaveOut.NOTHING,
            List.of(),
            () -> Optional.of("fresh"),
            Duration.ofSeconds(2))
        .restore(dump);
    assertThat(database.value("SELECT t FROM chronos.backups")).contains("history");
    assertThat(database.value("SELECT count(*) FROM kept")).contains("100");
  }

  @Test
  void catalogOfACloneIsReplacedLikeAnythingElse() throws Exception {
    database.execute(
        "DROP EVENT TRIGGER later_trigger; CREATE SCHEMA chronos;"
            + " CREATE TABLE chronos.identity (nonce text); INSERT INTO chronos.identity"
            + " VALUES ('old')");
    new InPlaceRestore(
            RestoreTrial.settings(database),
            LeaveOut.NOTHING,
            List.of(),
            () -> Optional.of("fresh"),
            Duration.ofSeconds(2))
        .restore(dump);
    assertThat(database.value("SELECT to_regnamespace('chronos')")).isEmpty();
  }

  @Test
  void keptSchemaThatNeedsWhatIsReplacedRefuses() throws Exception {
    database.execute(
        "DROP EVENT TRIGGER later_trigger; CREATE SCHEMA chronos; CREATE VIEW chronos.v AS SELECT *"
            + " FROM public.kept");
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> restore("chronos").restore(dump));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(database.value("SELECT count(*) FROM chronos.v")).contains("106");
  }

  @Test
  void ownerOfTheDatabaseWhoIsNoSuperuserRestoresIt() throws Exception {
    TestDatabase own = RestoreTrial.SERVER.createDatabase();
    TestDatabase role = RestoreTrial.SERVER.asNewRole(own, "");
    RestoreTrial.SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(own.name(), role.user()));
    role.execute("CREATE TABLE t (i serial); INSERT INTO t SELECT FROM generate_series(1, 9)");
    TestDump before = TestDump.of(role);
    role.execute("CREATE VIEW v AS SELECT * FROM t; DELETE FROM t");
    new InPlaceRestore(
            RestoreTrial.settings(role),
            LeaveOut.NOTHING,
            List.of(),
            CatalogMark.NONE,
            Duration.ofSeconds(2))
        .restore(before);
    assertThat(role.value("SELECT count(*) FROM t")).contains("9");
    assertThat(RestoreTrial.comparable(RealDump.of(role)))
        .isEqualTo(RestoreTrial.comparable(before.bytes));
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(RestoreTrial.SERVER, database);
  }
}
