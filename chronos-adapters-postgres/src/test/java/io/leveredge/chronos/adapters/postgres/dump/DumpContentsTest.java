package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpContentsTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final TableName T = new TableName("public", "t");

  @TempDir Path folder;

  private static TestDatabase encoded(String encoding) throws SQLException {
    String name = "in_" + encoding.toLowerCase(java.util.Locale.ROOT);
    SERVER
        .maintenance()
        .execute(
            "CREATE DATABASE %s ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                .formatted(name, encoding));
    return SERVER.maintenance().named(name);
  }

  @Test
  void databasesOfEveryEncodingAreDumpedAsTheyAre() throws Exception {
    Map<String, String> words =
        Map.of(
            "LATIN1", "grüße",
            "EUC_JP", "日本語",
            "KOI8R", "привет",
            "EUC_TW", "中文");
    for (Map.Entry<String, String> word : words.entrySet()) {
      TestDatabase database = encoded(word.getKey());
      database.execute(
          "CREATE SCHEMA \"%1$s\"; CREATE TABLE \"%1$s\".\"t%1$s\"(\"%1$s\" text);"
                  .formatted(word.getValue())
              + " INSERT INTO \"%1$s\".\"t%1$s\" VALUES ('%1$s')".formatted(word.getValue()));
      DumpTrial trial = DumpTrial.of(database, folder);
      assertThat(trial.run().facts())
          .containsEntry("encoding", word.getKey())
          .containsEntry("rows", "1");
      TableName table = new TableName(word.getValue(), "t" + word.getValue());
      String hex =
          database
              .value(
                  "SELECT encode(convert_to('%s', '%s'), 'hex')"
                      .formatted(word.getValue(), word.getKey()))
              .orElseThrow();
      assertThat(HexFormat.of().formatHex(trial.rows(table))).isEqualTo(hex + "0a");

      DumpTrial without = DumpTrial.of(database, folder).excluding(word.getValue());
      assertThat(without.run().facts()).containsEntry("tables", "0");
    }
  }

  @Test
  void bytesOfNoEncodingAreDumpedAsTheyAre() throws Exception {
    TestDatabase database = encoded("SQL_ASCII");
    database.execute(
        "CREATE TABLE t AS SELECT convert_from('\\xff41c3'::bytea, 'SQL_ASCII') AS a;"
            + " CREATE TABLE \"ü\"(i int);"
            + " DO $$ BEGIN EXECUTE 'CREATE TABLE t'"
            + " || convert_from('\\xfcff'::bytea, 'SQL_ASCII') || '(i int)'; END $$");
    DumpTrial trial = DumpTrial.of(database, folder).withGlobals();
    trial.run();
    assertThat(HexFormat.of().formatHex(trial.rows(T))).isEqualTo("ff41c30a");
    assertThat(trial.inventory().tables())
        .extracting(table -> table.table().name())
        .containsExactlyInAnyOrder("t", "tüÿ", "Ã¼");
  }

  /** By all threads since the start, whether still in use or not. */
  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }

  @Test
  void fieldOf100MegabytesPassesInLittleMemory() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE t(v text); INSERT INTO t VALUES (repeat('x', 105000000))");
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.codec = Codec.NONE;
    long before = allocated();
    trial.run();
    assertThat(allocated() - before).as("bytes of memory asked for").isLessThan(50_000_000L);
    TableInventory table = trial.index().table(T).orElseThrow();
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.bytes()).isEqualTo(105_000_001L);
  }

  @Test
  void ofExtensionsOnlyConfigurationTablesAreExpected() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    // An extension without files, entered by hand: what CREATE EXTENSION would leave.
    database.execute(
        """
        CREATE TABLE member(i int); CREATE TABLE config(i int); CREATE TABLE t(i int);
        CREATE SEQUENCE config_seq; CREATE SEQUENCE member_seq;
        INSERT INTO member VALUES (1); INSERT INTO config VALUES (1), (2), (30);
        SET allow_system_table_mods = on;
        INSERT INTO pg_extension(oid, extname, extowner, extnamespace, extrelocatable, extversion,
                                 extconfig, extcondition)
        SELECT 99999, 'made_up', 10, 'public'::regnamespace, false, '1.0',
               ARRAY['config'::regclass::oid, 'config_seq'::regclass::oid],
               ARRAY['WHERE i < 10', ''];
        INSERT INTO pg_depend
        SELECT 'pg_class'::regclass, c.oid, 0, 'pg_extension'::regclass, 99999, 0, 'e'
          FROM pg_class c WHERE relname IN ('member', 'config', 'config_seq', 'member_seq');
        """);
    DumpTrial trial = DumpTrial.of(database, folder);
    ComponentResult result = trial.run();
    assertThat(result.facts().get("extensions")).contains("made_up 1.0");
    assertThat(trial.inventory().tables())
        .extracting(table -> table.table().name() + table.rows())
        .containsExactly("config2", "t0");
    assertThat(trial.inventory().sequences())
        .extracting(sequence -> sequence.sequence().name())
        .containsExactly("config_seq");
  }

  @Test
  void ownersAndGrantsAreLeftOutWhereAskedAndSaidSo() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(database, "");
    database.execute(
        "CREATE TABLE t(i int); ALTER TABLE t OWNER TO %1$s; GRANT SELECT ON t TO %1$s"
            .formatted(role.user()));
    DumpTrial whole = DumpTrial.of(database, folder);
    whole.run();
    assertThat(whole.sql()).contains("OWNER TO " + role.user());
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.settings =
        new DatabaseSettings(
            trial.settings.url(), List.of(), true, true, trial.settings.lockWait(), false);
    ComponentResult result = trial.run();
    assertThat(trial.sql()).doesNotContain(role.user());
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("Owners are not"))
        .anyMatch(note -> note.startsWith("Grants are not"));
  }

  @Test
  void partitionsLoadedThroughTheirRootAreExpectedUnderItsName() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        """
        CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
        CREATE TABLE t(c colour, v int) PARTITION BY LIST (v);
        CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1) PARTITION BY HASH (c);
        CREATE TABLE t_1_0 PARTITION OF t_1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE t_1_1 PARTITION OF t_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        CREATE TABLE t_2 PARTITION OF t FOR VALUES IN (2);
        INSERT INTO t VALUES ('red', 1), ('green', 1), ('blue', 1), ('red', 2);
        """);
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.run();
    assertThat(trial.inventory().tables())
        .extracting(table -> table.table().name() + " " + table.rows())
        .containsExactly("t 3", "t_2 1");
    assertThat(new String(trial.rows(new TableName("public", "t_2")), StandardCharsets.UTF_8))
        .isEqualTo("red\t2\n");
  }
}
