package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NewDatabaseLoadTest {
  private static TestDatabase house;
  private static TestDump dump;

  @BeforeAll
  static void aBackup() throws Exception {
    house = RestoreTrial.filled(NewDatabaseLoadTest.class, "house.sql");
    dump = TestDump.of(house);
  }

  private static ChronosException failure(TestDump broken, TestDatabase into) {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class, () -> RestoreTrial.load(broken, into, LeaveOut.NOTHING));
    assertThat(failure).as("the load succeeded").isNotNull();
    return failure;
  }

  private static String sessions(TestDatabase in) throws SQLException {
    return RestoreTrial.SERVER
        .maintenance()
        .value("SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'".formatted(in.name()))
        .orElseThrow();
  }

  @Test
  void scratchLoadNeedsNoRolesAndListsWhatItLeftOut() throws Exception {
    TestDatabase target = RestoreTrial.like(house);
    String sql =
        dump.sql()
            .replaceAll("(?m) OWNER TO \\w+;$", " OWNER TO nobody_here;")
            .replace(
                "CREATE POLICY some_rows ON app.plain",
                "CREATE POLICY some_rows ON app.plain TO nobody_here")
            .replaceAll("CREATE USER MAPPING FOR \\w+", "CREATE USER MAPPING FOR nobody_here");
    // Another length, so that the places of the rows are others: scanned anew.
    TestDump foreign = TestDump.scanned(sql);
    assertThat(failure(foreign, RestoreTrial.like(house))).hasMessageContaining("nobody_here");
    Loaded loaded = RestoreTrial.load(foreign, target, LeaveOut.FOR_SCRATCH);
    assertThat(loaded.leftOut())
        .containsKeys(StatementKind.OWNER, StatementKind.POLICY, StatementKind.USER_MAPPING)
        .containsEntry(StatementKind.EVENT_TRIGGER, 3);
    assertThat(loaded.examples()).anyMatch(text -> text.contains("OWNER TO nobody_here"));
    assertThat(
            InventoryComparison.differences(
                foreign.index().inventory(), RestoreTrial.inventory(foreign, target)))
        .isEmpty();
  }

  @Test
  void rowsAreMarkedAsOldSoThatNobodyHasToWriteThemAgain() throws Exception {
    TestDatabase target = RestoreTrial.like(house);
    RestoreTrial.load(dump, target, LeaveOut.NOTHING);
    target.execute("CREATE EXTENSION pageinspect");
    assertThat(
            target.value(
                """
                SELECT bool_and(t_infomask & 768 = 768)
                  FROM heap_page_items(get_raw_page('app.plain', 0))
                """))
        .contains("t");
  }

  /** The tables' rows come from one transaction each, unless they were shared. */
  private static TestDatabase loadedByTwo(String tables) throws Exception {
    TestDatabase source = RestoreTrial.SERVER.createDatabase();
    source.execute(tables);
    TestDump large = TestDump.of(source);
    TestDatabase target = RestoreTrial.SERVER.createDatabase();
    Loaded loaded =
        new NewDatabaseLoad(RestoreTrial.settings(target), LeaveOut.NOTHING, 1 << 16)
            .load(large, new DumpStatements(large).check());
    assertThat(loaded.rows()).isEqualTo(large.index().inventory().rows());
    assertThat(
            InventoryComparison.differences(
                large.index().inventory(), RestoreTrial.inventory(large, target)))
        .isEmpty();
    return target;
  }

  @Test
  void whatIsLeftOfALargeTableIsSharedWhereASessionHasNothingElseToDo() throws Exception {
    TestDatabase target =
        loadedByTwo(
            """
            CREATE TABLE large AS SELECT i, repeat('x', 90) AS t FROM generate_series(1, 120000) i;
            ALTER TABLE large ADD PRIMARY KEY (i);
            """);
    assertThat(target.value("SELECT count(DISTINCT xmin::text) > 1 FROM large")).contains("t");
  }

  @Test
  void tableWhoseRowsAreOfUseInTheirOrderIsNotShared() throws Exception {
    TestDatabase target =
        loadedByTwo(
            """
            CREATE TABLE ordered AS SELECT i, repeat('x', 90) AS t FROM generate_series(1, 90000) i;
            CREATE INDEX ON ordered USING brin (i);
            CREATE TABLE clustered AS SELECT * FROM ordered WHERE i <= 30000;
            ALTER TABLE clustered ADD PRIMARY KEY (i);
            ALTER TABLE clustered CLUSTER ON clustered_pkey;
            """);
    assertThat(target.value("SELECT count(DISTINCT xmin::text) FROM ordered")).contains("1");
    assertThat(target.value("SELECT count(DISTINCT xmin::text) FROM clustered")).contains("1");
  }

  @Test
  void everyDifferenceIsNamed() throws Exception {
    TestDatabase target = RestoreTrial.like(house);
    RestoreTrial.load(dump, target, LeaveOut.NOTHING);
    DatabaseInventory whole = dump.index().inventory();
    for (Map.Entry<String, String> change :
        Map.of(
                "UPDATE app.hen SET egg = NULL", "the rows of table app.hen are others",
                "DELETE FROM app.noted WHERE i = 1", "table app.noted has 1 rows instead of 2",
                "DROP TABLE app.audit CASCADE", "table app.audit is missing",
                "CREATE TABLE app.more ()", "table app.more is not in the backup",
                "SELECT nextval('app.events_id_seq')",
                    "sequence app.events_id_seq stands at 20001 instead of 20000",
                "SELECT lo_create(77)", "1 large objects of 0 bytes instead of 0 of 0, or others")
            .entrySet()) {
      TestDatabase changed = RestoreTrial.SERVER.copyOf(target);
      changed.execute(change.getKey());
      assertThat(InventoryComparison.differences(whole, RestoreTrial.inventory(dump, changed)))
          .as(change.getKey())
          .containsExactly(change.getValue());
    }
  }

  @Test
  void rowThatDoesNotFitEndsTheLoadWithoutBeingTold() throws Exception {
    TestDatabase target = RestoreTrial.like(house);
    String row =
        dump.sql().lines().filter(line -> line.startsWith("15000\tttt")).findFirst().orElseThrow();
    TestDump broken = dump.with(dump.sql().replace(row, "secr" + row.substring(4)));
    ChronosException failure = failure(broken, target);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure).hasMessageContaining("app.plain");
    assertThat(failure.getMessage()).doesNotContain("secr");
    assertThat(sessions(target)).isEqualTo("0");
  }

  @Test
  void indexThatCannotBeBuiltEndsTheLoad() throws Exception {
    TestDump broken = dump.with(dump.sql().replace("\n15000\tttt", "\n15001\tttt"));
    TestDatabase target = RestoreTrial.like(house);
    ChronosException failure = failure(broken, target);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure).hasMessageContaining("plain_pkey");
    assertThat(failure.getMessage()).doesNotContain("15001");
    assertThat(sessions(target)).isEqualTo("0");
  }

  @Test
  void interruptEndsItSoonAndLeavesNoSession() throws Exception {
    TestDatabase target = RestoreTrial.like(house);
    String function =
        """
        CREATE FUNCTION app.slow(i integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
          'BEGIN PERFORM pg_sleep(600); RETURN 1; END';


        CREATE FUNCTION app.watch()\
        """;
    String index =
        "CREATE INDEX slow ON app.hen ((app.slow(id)));\n\n\nCREATE INDEX customers_lowered";
    TestDump slow =
        TestDump.scanned(
            dump.sql()
                .replace("CREATE FUNCTION app.watch()", function)
                .replace("CREATE INDEX customers_lowered", index));
    Thread caller = Thread.currentThread();
    Thread stopper =
        Thread.ofPlatform()
            .start(
                () -> {
                  await()
                      .atMost(Duration.ofSeconds(60))
                      .until(
                          () ->
                              RestoreTrial.SERVER
                                  .maintenance()
                                  .value(
                                      "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE"
                                          + " INDEX slow%'")
                                  .isPresent());
                  caller.interrupt();
                });
    ChronosException failure = failure(slow, target);
    assertThat(Thread.interrupted()).isTrue();
    stopper.join();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(sessions(target)).isEqualTo("0");
  }

  @Test
  void fieldOf100MegabytesIsLoadedAndReadBackInLittleMemory() throws Exception {
    LongRow row = new LongRow();
    TestDatabase target = RestoreTrial.SERVER.createDatabase();
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getTotalThreadAllocatedBytes();
    new NewDatabaseLoad(RestoreTrial.settings(target), LeaveOut.NOTHING)
        .load(row, new DumpStatements(row).check());
    assertThat(threads.getTotalThreadAllocatedBytes() - before)
        .as("bytes of memory asked for")
        .isLessThan(50_000_000L);
    try (Connection connection = target.connect()) {
      TableColumns columns =
          TableColumns.all(connection, ServerFacts.of(connection)).values().iterator().next();
      assertThat(new LongRows(connection, columns, "UTF8").find())
          .as("rows that are read in pieces")
          .containsExactly(target.value("SELECT ctid FROM t WHERE a = 2").orElseThrow());
    }
    DatabaseInventory found =
        new DatabaseInventoryOf(RestoreTrial.settings(target), "UTF8").take(List.of());
    assertThat(found.tables())
        .extracting(TableInventory::rows, TableInventory::digest)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                2L, row.index().inventory().tables().getFirst().digest()));
    RestoreTrial.SERVER.drop(target);
  }
}
