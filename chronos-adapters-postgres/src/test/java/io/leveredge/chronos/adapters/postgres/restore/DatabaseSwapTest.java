package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.postgres.restorer.BackupTrial;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseSwapTest {
  private static int number;
  private final TestDatabase maintenance = RestoreTrial.SERVER.maintenance();
  private TestDatabase live;
  private TestDatabase restored;
  private SwapNames names;
  private DatabaseSwap swap;

  @BeforeEach
  void twoDatabases() throws Exception {
    live = RestoreTrial.SERVER.createDatabase();
    restored = RestoreTrial.SERVER.createDatabase();
    live.execute("CREATE TABLE t AS SELECT 'old' AS which");
    restored.execute("CREATE TABLE t AS SELECT 'new' AS which");
    names = SwapNames.of(live.name(), restored.name(), "r" + ++number);
    swap = new DatabaseSwap(RestoreTrial.url(maintenance), "chronos-swap-test-" + number);
  }

  private String which() throws Exception {
    return live.value("SELECT which FROM t").orElseThrow();
  }

  private boolean open(String database) throws Exception {
    return maintenance
        .value("SELECT datallowconn FROM pg_database WHERE datname = '" + database + "'")
        .orElseThrow()
        .equals("t");
  }

  /** A process that died: nothing of ours runs after it. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void theRestoredTakesTheNameAndTheOldIsKeptClosed() throws Exception {
    List<SwapStep> steps = new ArrayList<>();
    try (Connection inUse = live.connect()) {
      swap.swap(names, steps::add);
      assertThat(inUse.isValid(5)).isFalse();
    }
    assertThat(steps).containsExactly(SwapStep.values());
    assertThat(which()).isEqualTo("new");
    assertThat(open(names.before())).isFalse();
    assertThat(swap.settle(SwapStep.DONE, names)).isEqualTo(Settled.FINISHED);
  }

  @Test
  void clientsThatComeBackAtOnceDoNotStopIt() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger came = new AtomicInteger();
    Thread client =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    try (Connection connection = live.connect()) {
                      came.incrementAndGet();
                      connection.createStatement().execute("SELECT pg_sleep(60)");
                    } catch (SQLException cutOff) {
                      // It comes back.
                    }
                  }
                });
    await().until(() -> came.get() > 0);
    swap.swap(names, step -> {});
    stop.set(true);
    maintenance.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(live.name()));
    client.join();
    assertThat(which()).isEqualTo("new");
  }

  @Test
  void ownerGrantsAndSettingsAreCarriedOver() throws Exception {
    TestDatabase role = RestoreTrial.SERVER.asNewRole(live, "");
    maintenance.execute(
        """
        ALTER DATABASE %1$s OWNER TO %2$s; REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
        GRANT CONNECT ON DATABASE %1$s TO %2$s;
        ALTER DATABASE %1$s SET TimeZone = 'Asia/Tokyo';
        ALTER ROLE %2$s IN DATABASE %1$s SET search_path = a, "B c";
        ALTER DATABASE %1$s CONNECTION LIMIT 17; COMMENT ON DATABASE %1$s IS 'it''s'
        """
            .formatted(live.name(), role.user()));
    String question =
        """
        SELECT pg_get_userbyid(datdba) || datacl::text || datconnlimit
               || shobj_description(oid, 'pg_database')
               || (SELECT string_agg(setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting
                    WHERE setdatabase = d.oid)
          FROM pg_database d WHERE datname = '%s'
        """
            .formatted(live.name());
    String before = maintenance.value(question).orElseThrow();
    swap.swap(names, step -> {});
    assertThat(maintenance.value(question)).contains(before);
    assertThat(which()).isEqualTo("new");
  }

  @Test
  void processThatDiesBeforeAnyStepIsSettled() throws Exception {
    for (SwapStep last : SwapStep.values()) {
      twoDatabases();
      processDiesAndIsSettled(last);
    }
  }

  private void processDiesAndIsSettled(SwapStep last) throws Exception {
    assertThatThrownBy(
            () ->
                swap.swap(
                    names,
                    step -> {
                      if (step == last) {
                        throw new Died();
                      }
                    }))
        .isInstanceOf(Died.class);
    Settled expected = last == SwapStep.DONE ? Settled.FINISHED : Settled.ROLLED_BACK;
    assertThat(swap.settle(last, names)).isEqualTo(expected);
    assertThat(swap.settle(last, names)).as("again").isEqualTo(expected);
    assertThat(which()).isEqualTo(expected == Settled.FINISHED ? "new" : "old");
    if (expected == Settled.ROLLED_BACK) {
      assertThat(open(restored.name())).isTrue();
      swap.swap(names, step -> {});
      assertThat(which()).isEqualTo("new");
    }
  }

  @Test
  void journalThatFailsRollsBack() throws Exception {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                swap.swap(
                    names,
                    step -> {
                      if (step == SwapStep.RENAMING) {
                        throw new ChronosException(ErrorCode.STORAGE_FULL, "no space");
                      }
                    }));
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(which()).isEqualTo("old");
  }

  @Test
  void whatASwapWouldCutOffRefusesItBeforeAnythingIsDone() throws Exception {
    live.execute(
        "CREATE SUBSCRIPTION sub CONNECTION 'dbname=none' PUBLICATION p"
            + " WITH (connect = false, slot_name = NONE)");
    assertThat(swap.blockers(live.name())).containsExactly("subscription sub");
    List<SwapStep> steps = new ArrayList<>();
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> swap.swap(names, steps::add));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(failure).hasMessageContaining("subscription sub");
    assertThat(steps).isEmpty();
    assertThat(which()).isEqualTo("old");
    live.execute("DROP SUBSCRIPTION sub");
  }

  @Test
  void preparedTransactionRefusesItAndEndsAsItsOwnersWish() throws Exception {
    live.execute("CREATE TABLE paid (n int)");
    live.execute("BEGIN; INSERT INTO paid VALUES (7); PREPARE TRANSACTION 'swap payment'");
    assertThat(swap.blockers(live.name())).containsExactly("prepared transaction 'swap payment'");
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> swap.swap(names, step -> {}));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(failure).hasMessageContaining("prepared transaction 'swap payment'");

    live.execute("COMMIT PREPARED 'swap payment'");
    assertThat(live.value("SELECT n FROM paid")).contains("7");
    assertThat(which()).isEqualTo("old");
  }

  @Test
  void nameThatIsTakenOrMissingRefuses() throws Exception {
    TestDatabase other = RestoreTrial.SERVER.createDatabase();
    for (SwapNames wrong :
        List.of(
            new SwapNames(live.name(), restored.name(), other.name()),
            new SwapNames(live.name(), "nowhere", "x"))) {
      assertThat(
              catchThrowableOfType(ChronosException.class, () -> swap.swap(wrong, step -> {}))
                  .code())
          .isEqualTo(ErrorCode.RESTORE_BLOCKED);
    }
    assertThat(which()).isEqualTo("old");
  }

  @Test
  void longNamesAreCutToWhatTheServerTakes() {
    SwapNames cut = SwapNames.of("ü".repeat(31), "r", "20260119T120000Z-abcdef");
    assertThat(cut.before())
        .hasSizeLessThan(63)
        .endsWith("_chronos_before_20260119T120000Z-abcdef");
  }

  @Test
  void databasesAreCreatedLikeTheBackedUpOneAndRemoved() throws Exception {
    NewDatabase databases = new NewDatabase(RestoreTrial.url(maintenance), "chronos-new");
    String name = "made \"anew\" " + number;
    databases.create(
        name,
        Map.of(
            "encoding", "LATIN1", "collation", "C", "character_type", "C", "locale_provider", "c"),
        java.util.Optional.of(maintenance.user()));
    TestDatabase made = maintenance.named(name);
    assertThat(made.value("SHOW server_encoding")).contains("LATIN1");
    try (Connection inUse = made.connect()) {
      databases.drop(name);
      assertThat(inUse.isValid(5)).isFalse();
    }
    databases.drop(name);
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                databases.create(
                    name,
                    Map.of("encoding", "UTF8", "collation", "xx_YY"),
                    java.util.Optional.empty()));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure).hasMessageContaining("xx_YY");
  }

  @AfterEach
  void removeThem() throws Exception {
    BackupTrial.dropAll(RestoreTrial.SERVER, live);
    BackupTrial.dropAll(RestoreTrial.SERVER, restored);
  }
}
