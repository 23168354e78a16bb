package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the database while it is dumped. */
class DumpConsistencyTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final TableName KEPT = new TableName("public", "kept");

  @TempDir Path folder;

  private static TestDatabase database() throws SQLException {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE kept(i int); INSERT INTO kept VALUES (1), (2)");
    return database;
  }

  private static Runnable doing(TestDatabase database, String sql) {
    return () -> {
      try {
        database.execute(sql);
      } catch (SQLException failure) {
        throw new AssertionError(failure);
      }
    };
  }

  @Test
  void rowsAndTablesOfLaterAreNotInTheDump() throws Exception {
    TestDatabase database = database();
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.beforeDump =
        doing(
            database,
            "INSERT INTO kept VALUES (3); DELETE FROM kept WHERE i = 1; CREATE TABLE later(i int)");
    assertThat(trial.run().facts()).containsEntry("rows", "2").containsEntry("tables", "1");
    assertThat(trial.sql()).doesNotContain("later");
  }

  @Test
  void truncatedBetweenSnapshotAndLockIsNoCompleteDump() throws Exception {
    for (String change :
        List.of(
            "TRUNCATE kept; INSERT INTO kept VALUES (7)",
            "ALTER TABLE kept ALTER COLUMN i TYPE bigint",
            "DROP TABLE kept; CREATE TABLE kept(i int)")) {
      TestDatabase database = database();
      DumpTrial trial = DumpTrial.of(database, folder);
      trial.beforeDump = doing(database, change);
      assertThatThrownBy(trial::run)
          .as(change)
          .isInstanceOfSatisfying(
              ChronosException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE));
    }
  }

  @Test
  void tableThatIsMissingInTheDumpIsNamed() {
    TableInventory kept =
        new TableInventory(KEPT, 2, 0, 4, io.leveredge.chronos.domain.inventory.ContentDigest.ZERO);
    ExpectedContents expected =
        new ExpectedContents(
            List.of(KEPT, new TableName("public", "Lost")), List.of(KEPT), 3, List.of());
    assertThatThrownBy(
            () ->
                ContentsCheck.compare(
                    expected, new DatabaseInventory(List.of(kept), List.of(), LargeObjects.NONE)))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("table missing: public.\"Lost\"")
        .hasMessageContaining("sequence missing: public.kept")
        .hasMessageContaining("0 large objects instead of 3");
    assertThatThrownBy(
            () ->
                ContentsCheck.compare(
                    new ExpectedContents(List.of(), List.of(), 0, List.of()),
                    new DatabaseInventory(List.of(kept), List.of(), LargeObjects.NONE)))
        .hasMessageContaining("table not listed: public.kept");
  }

  @Test
  void excludedSchemasAreNeitherDumpedNorExpected() throws Exception {
    TestDatabase database = database();
    database.execute(
        """
        CREATE SCHEMA audit_1; CREATE TABLE audit_1.t(i serial);
        CREATE SCHEMA "audit "".ü"; CREATE TABLE "audit "".ü".t(i int);
        CREATE SCHEMA "Audit_1"; CREATE TABLE "Audit_1".t(i int);
        """);
    DumpTrial trial = DumpTrial.of(database, folder).excluding("audit*");
    ComponentResult result = trial.run();
    assertThat(trial.inventory().tables())
        .extracting(TableInventory::table)
        .containsExactly(new TableName("Audit_1", "t"), KEPT);
    assertThat(result.notes()).anyMatch(note -> note.contains("audit_1"));
    assertThat(result.facts().get("excluded_schemas")).contains("audit_1").contains("ü");
    assertThat(trial.sql()).doesNotContain("audit_1.").doesNotContain("SCHEMA audit_1");
  }

  @Test
  void schemaThatPgDumpCannotTellFromAnotherIsRefused() throws Exception {
    TestDatabase database = database();
    database.execute("CREATE SCHEMA \"ü\"; CREATE SCHEMA \"ä\"");
    assertThatThrownBy(DumpTrial.of(database, folder).excluding("ü")::run)
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("cannot be left out without");
  }

  @Test
  void contentsThatNoDumpHoldsAreNoted() throws Exception {
    TestDatabase database = database();
    database.execute("CREATE MATERIALIZED VIEW seen AS SELECT * FROM kept");
    DumpTrial trial = DumpTrial.of(database, folder);
    ComponentResult result = trial.run();
    assertThat(result.notes()).anyMatch(note -> note.contains("public.seen"));
    assertThat(trial.index().uncovered())
        .containsExactly(
            new Uncovered(Uncovered.Kind.MATERIALIZED_VIEW, new TableName("public", "seen")));
  }
}
