package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DumpStatementsTest {
  private static final String HEAD =
      """
      --
      -- PostgreSQL database dump
      --

      \\restrict Key

      SET client_encoding = 'UTF8';
      SET standard_conforming_strings = on;
      SET lock_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);

      """;
  private static final String TAIL =
      """

      --
      -- PostgreSQL database dump complete
      --

      \\unrestrict Key

      """;

  private static TestDatabase house;
  private static TestDump dump;

  @BeforeAll
  static void aRealDump() throws Exception {
    house = RestoreTrial.filled(DumpStatementsTest.class, "house.sql");
    dump = TestDump.of(house);
  }

  private static DumpOutline check(String body) {
    return new DumpStatements(TestDump.text(HEAD + body + TAIL)).check();
  }

  private static void refused(String body) {
    assertThatThrownBy(() -> check(body))
        .as(body)
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_NOT_UNDERSTOOD));
  }

  @Test
  void whatNoDumpOfOursHoldsIsRefused() {
    List.of(
            "\\! touch /tmp/x\n",
            "\\connect other\n",
            "\\i /etc/passwd\n",
            "COMMIT;\n",
            "BEGIN;\nCREATE TABLE public.t ();\nCOMMIT;\n",
            "BEGIN;\nBEGIN;\n",
            "COMMIT AND CHAIN;\n",
            "END;\n",
            "ROLLBACK;\n",
            "ABORT;\n",
            "START TRANSACTION;\n",
            "SAVEPOINT s;\n",
            "PREPARE TRANSACTION 'x';\n",
            "DO $$ BEGIN COMMIT; END $$;\n",
            "CALL public.p();\n",
            "INSERT INTO public.t VALUES (1);\n",
            "DROP TABLE public.t;\n",
            "SET ROLE postgres;\n",
            "SET SESSION AUTHORIZATION r;\nCREATE TABLE public.t ();\n",
            "SET SESSION AUTHORIZATION r;\nSET SESSION AUTHORIZATION r;\n",
            "SET SESSION AUTHORIZATION r;\nCOPY public.t (a) FROM stdin;\n\\.\n",
            "SET SESSION AUTHORIZATION DEFAULT;\n",
            "SET SESSION AUTHORIZATION r;\nGRANT postgres TO nobody;\n",
            "RESET SESSION AUTHORIZATION;\n",
            "SET LOCAL lock_timeout = 0;\n",
            "RESET ROLE;\n",
            "SELECT pg_catalog.pg_read_file('/etc/passwd');\n",
            "SELECT public.f();\n",
            "CREATE ROLE r SUPERUSER;\n",
            "CREATE DATABASE d;\n",
            "ALTER SYSTEM SET fsync = off;\n",
            "ALTER USER postgres PASSWORD 'x';\n",
            "ALTER DATABASE d RENAME TO e;\n",
            "CREATE TABLESPACE t LOCATION '/';\n",
            "COPY public.t TO PROGRAM 'cat';\n",
            "COPY public.t FROM '/etc/passwd';\n",
            "LISTEN x;\n",
            "CREATE/**/ROLE r SUPERUSER;\n",
            "create role r superuser;\n",
            "SET role = postgres;\n",
            "GRANT postgres TO nobody;\n",
            "VACUUM;\n")
        .forEach(DumpStatementsTest::refused);
  }

  @Test
  void dumpThatIsCutIsRefusedWhereverItIsCut() {
    String whole = dump.sql();
    List<Integer> cuts = new ArrayList<>();
    dump.index()
        .inventory()
        .tables()
        .forEach(table -> cuts.add((int) (table.offset() + table.bytes() / 2)));
    cuts.add(whole.indexOf("CREATE FUNCTION app.count_it") + 60);
    cuts.add(whole.lastIndexOf("\\unrestrict"));
    cuts.add(whole.lastIndexOf("-- PostgreSQL database dump complete"));
    for (int cut : cuts) {
      assertThatThrownBy(() -> new DumpStatements(dump.with(whole.substring(0, cut))).check())
          .as("cut at " + cut)
          .isInstanceOfSatisfying(
              ChronosException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE));
    }
  }

  @Test
  void largeTablesArePassedOverAndFoundWhereTheyLie() throws Exception {
    List<DumpPart.Rows> rows = new ArrayList<>();
    dump.opened.set(0);
    new DumpStatements(dump)
        .read(
            part -> {
              if (part instanceof DumpPart.Rows data) {
                rows.add(data);
              }
            });
    assertThat(dump.opened.get()).as("times the dump was opened").isGreaterThan(2);
    assertThat(rows).hasSameSizeAs(dump.index().inventory().tables());
    for (DumpPart.Rows each : rows) {
      var listed = dump.index().table(each.header().table()).orElseThrow();
      assertThat(each.offset()).isEqualTo(listed.offset());
      assertThat(each.bytes()).isEqualTo(listed.bytes());
    }
  }

  @Test
  void outlineSaysWhatTheServerNeeds() {
    DumpOutline outline = new DumpStatements(dump).check();
    assertThat(outline.extensions()).containsExactlyInAnyOrder("pgcrypto", "hstore");
    assertThat(outline.roles(LeaveOut.NOTHING)).containsExactly(house.user());
    assertThat(outline.tables()).contains(new TableName("app", "events"));
    assertThat(outline.settings())
        .contains("SELECT pg_catalog.set_config('search_path', '', false);")
        .noneMatch(setting -> setting.contains("timeout") || setting.contains("client_encoding"));
    assertThat(outline.counts())
        .containsKeys(
            StatementKind.EVENT_TRIGGER,
            StatementKind.POLICY,
            StatementKind.PUBLICATION,
            StatementKind.USER_MAPPING,
            StatementKind.REFRESH,
            StatementKind.FOREIGN_KEY,
            StatementKind.INDEX,
            StatementKind.AFTER_INDEX,
            StatementKind.INDEX_CONSTRAINT,
            StatementKind.OWNER);
    assertThat(outline.counts().get(StatementKind.EVENT_TRIGGER)).isEqualTo(3);
  }

  @Test
  void ownerIsReadAndNotGuessed() {
    DumpOutline outline =
        check(
            """
            ALTER TABLE public.t OWNER TO "a ""b";
            ALTER TABLE ONLY public.t ALTER COLUMN c SET DEFAULT ' OWNER TO x';
            ALTER TABLE public.t CLUSTER ON "x OWNER TO y";
            GRANT SELECT ON TABLE public.t TO PUBLIC;
            GRANT SELECT ON TABLE public.t TO reader WITH GRANT OPTION;
            """);
    assertThat(outline.roles(LeaveOut.NOTHING)).containsExactlyInAnyOrder("a \"b", "reader");
    assertThat(outline.counts()).containsEntry(StatementKind.OWNER, 1);
  }
}
