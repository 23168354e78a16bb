package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.PsqlRun;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseSourceTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;

  private static void hasTheRowsOf(DatabaseInventory actual, DatabaseInventory expected) {
    assertThat(actual.tables())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("offset")
        .containsExactlyElementsOf(expected.tables());
    assertThat(actual.sequences()).isEqualTo(expected.sequences());
    assertThat(actual.largeObjects()).isEqualTo(expected.largeObjects());
  }

  @Test
  void emptyDatabaseIsACompleteDump() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    DumpTrial trial = DumpTrial.of(database, folder);
    ComponentResult result = trial.run();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(result.artifacts())
        .extracting(artifact -> artifact.name().value())
        .containsExactly("database.sql.gz", "database.index.jsonl.gz");
    assertThat(result.facts())
        .containsEntry("tables", "0")
        .containsEntry("database", database.name())
        .containsEntry("encoding", "UTF8")
        .containsKeys("server_version", "client_version", "snapshot_lsn", "collation");
    assertThat(result.facts().toString()).doesNotContain(database.password());
    assertThat(trial.children).hasSize(1);
  }

  @Test
  void dumpRestoredByPsqlHasAnEqualInventory() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute(SampleSchema.ODD);
    DumpTrial first = DumpTrial.of(database, folder);
    ComponentResult result = first.run();
    assertThat(result.facts()).containsEntry("large_objects", "2");

    TestDatabase restored = SERVER.createDatabase();
    Path plain = Files.writeString(folder.resolve("plain.sql"), first.sql());
    PsqlRun psql =
        TestPostgres.psql(restored, "-v", "ON_ERROR_STOP=1", "-q", "-f", plain.toString());
    assertThat(psql.errors()).isEmpty();
    DumpTrial second = DumpTrial.of(restored, folder);
    second.run();
    hasTheRowsOf(second.inventory(), first.inventory());
    assertThat(first.inventory().tables()).hasSizeGreaterThan(8);
  }

  @Test
  void rowsOfOneTableAreReadWithoutTheRest() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        """
        CREATE TABLE a AS SELECT i, md5(i::text) FROM generate_series(1, 3000) i;
        CREATE TABLE b AS SELECT i, md5(i::text) FROM generate_series(1, 3000) i;
        CREATE TABLE c(i int);
        """);
    for (Codec codec : new Codec[] {Codec.GZIP, Codec.NONE}) {
      DumpTrial trial = DumpTrial.of(database, folder);
      trial.codec = codec;
      trial.run();
      assertThat(trial.index().blocks().size()).isGreaterThan(5);
      String rows = new String(trial.rows(new TableName("public", "b")), StandardCharsets.UTF_8);
      assertThat(rows.lines().count()).isEqualTo(3000);
      assertThat(rows).startsWith("1\tc4ca4238a0b923820dcc509a6f75849b\n2\t");
      assertThat(rows).endsWith("\n");
      assertThat(trial.rows(new TableName("public", "c"))).isEmpty();
    }
  }

  @Test
  void indexSaysWhatTheDumpHolds() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE t(i int); INSERT INTO t VALUES (1), (2); CREATE SEQUENCE s");
    DumpTrial trial = DumpTrial.of(database, folder);
    ComponentResult result = trial.run();
    assertThat(trial.inventory().tables())
        .extracting(TableInventory::table, TableInventory::rows, TableInventory::bytes)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(new TableName("public", "t"), 2L, 4L));
    assertThat(trial.inventory().sequences()).hasSize(1);
    assertThat(result.facts()).containsEntry("rows", "2").containsEntry("sequences", "1");
    Artifact dump = result.artifacts().getFirst();
    assertThat(trial.bytesRead.get()).isEqualTo(dump.plainBytes().value());
  }

  @Test
  void settingsOfTheDatabaseDoNotChangeTheInventory() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        """
        CREATE TABLE t(at timestamptz, day date, raw bytea, span interval, f float8);
        INSERT INTO t VALUES ('2026-03-29 01:30:00+00', '2026-12-11', '\\xdeadbeef\\x00',
                              '1 day 02:03:04', 0.1::float8 + 0.2::float8);
        """
            .replace("\\xdeadbeef\\x00", "\\xdeadbeef00"));
    DumpTrial plain = DumpTrial.of(database, folder);
    plain.run();
    database.execute(
        """
        DO $$ BEGIN
          EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Kathmandu''', current_database());
          EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database());
          EXECUTE format('ALTER DATABASE %I SET DateStyle = ''SQL, DMY''', current_database());
          EXECUTE format('ALTER DATABASE %I SET IntervalStyle = iso_8601', current_database());
          EXECUTE format('ALTER DATABASE %I SET extra_float_digits = -10', current_database());
          EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''1ms''', current_database());
          EXECUTE format('ALTER DATABASE %I SET search_path = pg_catalog', current_database());
          EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off',
                         current_database());
        END $$;
        """);
    DumpTrial odd = DumpTrial.of(database, folder);
    odd.run();
    assertThat(odd.inventory()).isEqualTo(plain.inventory());
  }

  @Test
  void sizeIsEstimatedAndUnknownWhereTheServerDoesNotAnswer() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    assertThat(DumpTrial.of(database, folder).source().estimate().orElseThrow().value())
        .isGreaterThan(1_000_000);
    TestDatabase gone = new TestDatabase(database.host(), 1, "u", "p", "d");
    assertThat(DumpTrial.of(gone, folder).source().estimate()).isEmpty();
  }
}
