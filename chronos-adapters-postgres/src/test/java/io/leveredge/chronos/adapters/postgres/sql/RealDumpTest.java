package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of a real server whose database has one of everything. */
class RealDumpTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir private static Path folder;

  private static TestDatabase database;
  private static byte[] dump;

  @BeforeAll
  static void makeTheDatabase() throws Exception {
    database = SERVER.createDatabase();
    RealDump.restore(resource("everything.sql"), database, folder);
    dump = RealDump.of(database);
  }

  @AfterAll
  static void dropIt() throws SQLException {
    SERVER.drop(database);
  }

  @Test
  void everyTableIsListedWithAsManyRowsAsItHas() throws SQLException {
    DatabaseInventory inventory = RealDump.scan(dump, 1 << 20).inventory();
    Map<TableName, Long> found = new TreeMap<>();
    inventory.tables().forEach(table -> found.put(table.table(), table.rows()));
    assertThat(found).isEqualTo(counts(database)).hasSize(12);
  }

  @Test
  void everyTablesRowsLieWhereTheInventorySays() {
    for (TableInventory table : RealDump.scan(dump, 1 << 20).inventory().tables()) {
      int from = (int) table.offset();
      int to = from + (int) table.bytes();
      String before = new String(dump, Math.max(0, from - 13), 13, StandardCharsets.UTF_8);
      assertThat(before).isEqualTo(" FROM stdin;\n");
      assertThat(new String(dump, to, 3, StandardCharsets.UTF_8)).isEqualTo("\\.\n");
      assertThat(new String(dump, from, to - from, StandardCharsets.UTF_8).lines().count())
          .isGreaterThanOrEqualTo(table.rows());
    }
  }

  @Test
  void sequencesStandWhereTheyStood() {
    assertThat(RealDump.scan(dump, 1 << 20).inventory().sequences())
        .containsExactly(
            new SequencePosition(new TableName("S.c \"q\"", "fresh"), 1, false),
            new SequencePosition(new TableName("public", "Seq'q.\"x"), -42, true),
            new SequencePosition(new TableName("public", "types_id_seq"), 399, true),
            new SequencePosition(new TableName("public", "types_serial_too_seq"), 300, true));
  }

  @Test
  void largeObjectsAreCountedWithTheirContents() throws SQLException {
    ContentDigest expected = ContentDigest.ZERO;
    for (String oid : new String[] {"900001", "900002", "900003"}) {
      String hex = database.value("SELECT encode(lo_get(" + oid + "), 'hex')").orElseThrow();
      byte[] content = HexFormat.of().parseHex(hex);
      expected = expected.plus(ReferenceDigest.ofLargeObject(oid, content));
    }
    var objects = RealDump.scan(dump, 1 << 20).inventory().largeObjects();
    assertThat(objects.count()).isEqualTo(3);
    assertThat(objects.bytes()).isEqualTo(80_004);
    assertThat(objects.digest()).isEqualTo(expected);
  }

  @Test
  void thePiecesOfTheStreamDoNotMatter() {
    ScannedDump whole = RealDump.scan(dump, dump.length);
    for (int piece : new int[] {1, 2, 7, 64, 1000, 65_536}) {
      assertThat(RealDump.scan(dump, piece)).isEqualTo(whole);
    }
  }

  @Test
  void theSameRowsInAnotherOrderAndOtherColumnOrderHaveTheSameDigest() throws Exception {
    TestDatabase other = SERVER.createDatabase();
    try {
      RealDump.restore(dump, other, folder);
      DatabaseInventory before = RealDump.scan(dump, 1 << 20).inventory();
      DatabaseInventory restored = RealDump.scan(RealDump.of(other), 1 << 20).inventory();
      assertThat(digests(restored)).isEqualTo(digests(before));
      assertThat(restored.sequences()).isEqualTo(before.sequences());
      assertThat(restored.largeObjects()).isEqualTo(before.largeObjects());

      try (Connection session = other.connect();
          Statement statement = session.createStatement()) {
        for (TableName table : counts(other).keySet()) {
          rewriteBackwards(statement, table.toString());
        }
      }
      byte[] backwards = RealDump.of(other);
      assertThat(new String(backwards, StandardCharsets.UTF_8))
          .contains("COPY public.types (big, x, r, i, ts, f, n, b, jb, j, t2, a, p, m, ");
      assertThat(digests(RealDump.scan(backwards, 4096).inventory())).isEqualTo(digests(before));
    } finally {
      SERVER.drop(other);
    }
  }

  @Test
  void aFunctionThatIsCalledBeginIsOneStatementAlthoughPsqlTripsOverIt() throws Exception {
    TestDatabase other = SERVER.createDatabase();
    try {
      String function =
          "CREATE FUNCTION public.begin(begin integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC"
              + " SELECT begin; SELECT t.begin FROM (SELECT 1 AS begin) t; END";
      assertThat(TestPostgres.psql(other, "--command=" + function).status()).isZero();
      other.execute("CREATE TABLE public.t (a integer)");
      DatabaseInventory found = RealDump.scan(RealDump.of(other), 100).inventory();
      assertThat(found.tables()).hasSize(1);
    } finally {
      SERVER.drop(other);
    }
  }

  @Test
  void oneChangedValueChangesTheDigestOfItsTableAlone() throws Exception {
    TestDatabase other = SERVER.copyOf(database);
    try {
      other.execute("UPDATE public.types SET big = big || ' ' WHERE id = 200");
      Map<TableName, ContentDigest> before = digests(RealDump.scan(dump, 1 << 20).inventory());
      Map<TableName, ContentDigest> after =
          digests(RealDump.scan(RealDump.of(other), 1 << 20).inventory());
      TableName changed = new TableName("public", "types");
      assertThat(after.remove(changed)).isNotEqualTo(before.remove(changed));
      assertThat(after).isEqualTo(before);
    } finally {
      SERVER.drop(other);
    }
  }

  /** Puts in a table's place a plain one with its columns and its rows the other way round. */
  private static void rewriteBackwards(Statement statement, String table) throws SQLException {
    String query =
        """
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum DESC),
               quote_ident(nspname), quote_ident(relname)
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
             JOIN pg_namespace n ON n.oid = relnamespace
        WHERE attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attrelid = '%s'::regclass
        GROUP BY nspname, relname
        """
            .formatted(table.replace("'", "''"));
    try (ResultSet found = statement.executeQuery(query)) {
      if (!found.next()) {
        return;
      }
      statement.execute(
          """
          CREATE TABLE %2$s.new AS SELECT %1$s FROM ONLY %2$s.%3$s ORDER BY ctid DESC;
          DROP TABLE %2$s.%3$s CASCADE;
          ALTER TABLE %2$s.new RENAME TO %3$s
          """
              .formatted(found.getString(1), found.getString(2), found.getString(3)));
    }
  }

  private static Map<TableName, ContentDigest> digests(DatabaseInventory inventory) {
    Map<TableName, ContentDigest> digests = new TreeMap<>();
    inventory.tables().forEach(table -> digests.put(table.table(), table.digest()));
    return digests;
  }

  private static Map<TableName, Long> counts(TestDatabase of) throws SQLException {
    Map<TableName, Long> counts = new TreeMap<>();
    try (Connection session = of.connect();
        Statement tables = session.createStatement();
        Statement count = session.createStatement();
        ResultSet names =
            tables.executeQuery(
                "SELECT nspname, relname, format('%I.%I', nspname, relname)"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    + " WHERE relkind = 'r' AND nspname <> 'information_schema'"
                    + " AND nspname NOT LIKE 'pg\\_%'")) {
      while (names.next()) {
        try (ResultSet rows =
            count.executeQuery("SELECT count(*) FROM ONLY " + names.getString(3))) {
          rows.next();
          counts.put(new TableName(names.getString(1), names.getString(2)), rows.getLong(1));
        }
      }
    }
    return counts;
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = Objects.requireNonNull(RealDumpTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }
}
