package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpScannerTest {
  @Test
  void theInventoryHoldsTablesSequencesAndLargeObjects() {
    String text = SampleDump.text();
    ScannedDump dump = scan(text);

    assertThat(dump.trailerSeen()).isTrue();
    assertThat(dump.bytes()).isEqualTo(text.length());
    assertThat(dump.statementsRefused()).isEmpty();
    assertThat(dump.inventory().tables())
        .containsExactly(
            new TableInventory(
                new TableName("public", "T 1"),
                3,
                text.indexOf("1\tAda"),
                "1\tAda\n2\t\\N\n3\t\\\\.\n".length(),
                ReferenceDigest.ofTable(
                    List.of("id", "na\"me"),
                    List.of(row("1", "Ada"), row("2", "\\N"), row("3", "\\\\.")))),
            new TableInventory(
                new TableName("public", "empty"),
                0,
                text.indexOf("COPY public.empty") + "COPY public.empty (id) FROM stdin;\n".length(),
                0,
                ContentDigest.ZERO),
            new TableInventory(
                new TableName("public", "nothing"),
                2,
                text.indexOf("COPY public.nothing") + "COPY public.nothing  FROM stdin;\n".length(),
                2,
                ReferenceDigest.ofTable(List.of(), List.of(List.of(), List.of()))));
    assertThat(dump.inventory().sequences())
        .containsExactly(
            new SequencePosition(new TableName("public", "S'q"), 42, true),
            new SequencePosition(new TableName("public", "s"), 1, false));
    assertThat(dump.inventory().largeObjects())
        .isEqualTo(
            new LargeObjects(
                2,
                4,
                ReferenceDigest.ofLargeObject("16400", new byte[] {0, -1, 16, -85})
                    .plus(ReferenceDigest.ofLargeObject("16401", new byte[0]))));
  }

  @Test
  void aDumpCutAnywhereIsNeverWhole() {
    byte[] whole = Pieces.utf8(SampleDump.text());
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        assertThat(scan(Arrays.copyOf(whole, length)).trailerSeen())
            .describedAs("cut after %d bytes", length)
            .isFalse();
      } catch (ChronosException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE);
        refused++;
      }
    }
    // Most cuts lie within something; the others between statements.
    assertThat(refused).isGreaterThan(whole.length * 3 / 4);
  }

  @Test
  void aDumpThatLostAnyByteIsNotCalledTheSame() {
    byte[] whole = Pieces.utf8(SampleDump.text());
    int from = SampleDump.text().indexOf("1\tAda");
    int to = SampleDump.text().indexOf("COPY public.empty");
    ScannedDump intact = scan(whole);
    for (int lost = from; lost < to; lost++) {
      byte[] less = new byte[whole.length - 1];
      System.arraycopy(whole, 0, less, 0, lost);
      System.arraycopy(whole, lost + 1, less, lost, less.length - lost);
      try {
        ScannedDump dump = scan(less);
        // One of the three line ends before the next statement is never missed.
        boolean betweenStatements = lost >= to - 3;
        assertThat(digests(dump).equals(digests(intact)))
            .describedAs("byte %d lost", lost)
            .isEqualTo(betweenStatements);
      } catch (ChronosException e) {
        assertThat(e.code()).isIn(ErrorCode.DUMP_INCOMPLETE, ErrorCode.DUMP_NOT_UNDERSTOOD);
      }
    }
  }

  @Test
  void dumpsOfClientsWithoutRestrictAreWholeToo() {
    String text =
        SampleDump.text().replace("\\restrict Key0\n\n", "").replace("\\unrestrict Key0\n\n", "");
    assertThat(scan(text).trailerSeen()).isTrue();
  }

  @Test
  void aTrailerWithinSomethingElseIsNone() {
    String head = "SELECT 1;\n";
    String trailer = "--\n-- PostgreSQL database dump complete\n--\n\n";
    assertThat(scan(head + trailer).trailerSeen()).isTrue();
    for (String other :
        List.of(
            "",
            head,
            head + "COMMENT ON TABLE t IS '\n" + trailer + "';\n\n",
            head + "/*\n" + trailer + "*/\n\n",
            "SELECT\n" + trailer + ";\n\n",
            "COPY s.t (a) FROM stdin;\n" + trailer + "\\.\n\n",
            head + trailer.replaceFirst("--\n", ""),
            head + "--\n--\n\n",
            head + "--\n--\n--\n\n",
            head + trailer.replace("complete", "completed"),
            "--\n" + head + trailer.substring(3),
            head + trailer.replace("complete\n", "complete\nSELECT 1;\n"))) {
      assertThat(scan(other).trailerSeen()).describedAs(other).isFalse();
    }
    refused(
        SampleDump.HEAD + "\\unrestrict Key0\n" + trailer,
        ErrorCode.DUMP_NOT_UNDERSTOOD,
        "command to psql");
    assertThat(scan(SampleDump.HEAD + trailer).trailerSeen()).isFalse();
  }

  @Test
  void nothingButCommentsMayFollowTheTrailer() {
    assertThat(scan(SampleDump.text() + "-- more\n\n").trailerSeen()).isTrue();
    refused(SampleDump.text() + "SELECT 1;\n", ErrorCode.DUMP_NOT_UNDERSTOOD, "after the end");
    refused(
        SampleDump.text() + "COPY s.t (a) FROM stdin;\n\\.\n",
        ErrorCode.DUMP_NOT_UNDERSTOOD,
        "after the end");
    refused(SampleDump.text() + SampleDump.text(), ErrorCode.DUMP_NOT_UNDERSTOOD, "\\restrict");
    refused(SampleDump.text() + "SELECT", ErrorCode.DUMP_INCOMPLETE, "ends within a statement");
  }

  @Test
  void commandsToPsqlAreRefused() {
    for (String command :
        List.of("\\! true", "\\connect x", "\\restrict Key1", "\\unrestrict Key0", "\\", "\\.")) {
      refused(SampleDump.with(command + "\n"), ErrorCode.DUMP_NOT_UNDERSTOOD, "command to psql");
    }
    refused(
        SampleDump.text().replace("\\unrestrict Key0", "\\unrestrict Key1"),
        ErrorCode.DUMP_NOT_UNDERSTOOD,
        "command to psql");
  }

  @Test
  void statementsThatChangeRowsPastTheInventoryAreListed() {
    String statements =
        """
        INSERT INTO public.t VALUES (1);
        insert into public.t values (2);
        UPDATE public.t SET a = 1;
        DO $$ begin end $$;
        CALL p();
        TRUNCATE t;
        """;
    assertThat(scan(SampleDump.with(statements)).statementsRefused())
        .containsExactly(statements.split("\n"));
    assertThat(scan(SampleDump.with(statements.repeat(1000))).statementsRefused()).hasSize(10);
  }

  @Test
  void aTableThatComesInPartsIsListedOnce() {
    String one = "COPY s.t (a) FROM stdin;\n1\n22\n\\.\n";
    String two = "COPY s.t (a) FROM stdin;\n333\n\\.\n";
    TableInventory table = scan(SampleDump.with(one + two)).inventory().tables().get(0);
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.bytes()).isEqualTo(9);
    assertThat(table.offset()).isEqualTo(SampleDump.HEAD.length() + one.indexOf("1\n"));
    TableInventory atOnce =
        scan(SampleDump.with("COPY s.t (a) FROM stdin;\n22\n333\n1\n\\.\n"))
            .inventory()
            .tables()
            .get(0);
    assertThat(table.digest()).isEqualTo(atOnce.digest());
  }

  @Test
  void theDigestOfLargeObjectsDoesNotDependOnTheirPieces() {
    String create = "SELECT pg_catalog.lo_create('7');\nSELECT pg_catalog.lo_open('7', 131072);\n";
    String close = "SELECT pg_catalog.lo_close(0);\n";
    String atOnce = create + "SELECT pg_catalog.lowrite(0, '\\x0102030405');\n" + close;
    String inParts =
        create
            + "SELECT pg_catalog.lowrite(0, '\\x01');\n"
            + "SELECT pg_catalog.lowrite(0, '\\x02030405');\n"
            + close;
    String withEscapes =
        "SET standard_conforming_strings = off;\n" + atOnce.replace("'\\x", "'\\\\x");
    LargeObjects objects = scan(SampleDump.with(atOnce)).inventory().largeObjects();
    assertThat(objects.bytes()).isEqualTo(5);
    assertThat(scan(SampleDump.with(inParts)).inventory().largeObjects()).isEqualTo(objects);
    assertThat(scan(SampleDump.with(withEscapes)).inventory().largeObjects()).isEqualTo(objects);
    assertThat(scan(SampleDump.with(atOnce.replace('7', '8'))).inventory().largeObjects())
        .isNotEqualTo(objects);
  }

  @Test
  void callsOnLargeObjectsThatDoNotAddUpAreRefused() {
    String create = "SELECT pg_catalog.lo_create('7');\n";
    String open = "SELECT pg_catalog.lo_open('7', 131072);\n";
    String write = "SELECT pg_catalog.lowrite(0, '\\x01');\n";
    String close = "SELECT pg_catalog.lo_close(0);\n";
    refused(SampleDump.with(create), ErrorCode.DUMP_INCOMPLETE, "creates 1 large objects");
    refused(SampleDump.with(open + close), ErrorCode.DUMP_INCOMPLETE, "creates 0 large objects");
    refused(
        SampleDump.with(create.replace('7', '8') + open + close),
        ErrorCode.DUMP_INCOMPLETE,
        "or of others");
    refused(SampleDump.with(create + open), ErrorCode.DUMP_INCOMPLETE, "is not closed");
    for (String wrong :
        List.of(
            create + write,
            create + close,
            create + open + open,
            create + open + write.replace("01", "0"),
            create + open + write.replace("01", "0g"),
            create + open + write.replace("'\\x01'", "'abc'"),
            create + open + write.replace(";", " + 1;"),
            create.replace('7', 'x'),
            "SELECT pg_catalog.lo_import('/etc/passwd');\n")) {
      refused(SampleDump.with(wrong), ErrorCode.DUMP_NOT_UNDERSTOOD, "large object");
    }
  }

  @Test
  void aSequenceThatIsNotUnderstoodIsRefused() {
    for (String wrong :
        List.of(
            "SELECT pg_catalog.setval('s', 1, true);",
            "SELECT pg_catalog.setval('public.s', 1);",
            "SELECT pg_catalog.setval('public.s', x, true);",
            "SELECT pg_catalog.setval('public.s', 99999999999999999999, true);",
            "SELECT pg_catalog.setval('public.s.t', 1, true);",
            "SELECT pg_catalog.setval('public.s', 1, true), 2;")) {
      refused(SampleDump.with(wrong + "\n"), ErrorCode.DUMP_NOT_UNDERSTOOD, "sequence");
    }
    SequencePosition lowest =
        scan(SampleDump.with(
                "SELECT pg_catalog.setval('a.\"b.c\"', -9223372036854775808, false);\n"))
            .inventory()
            .sequences()
            .get(0);
    assertThat(lowest)
        .isEqualTo(new SequencePosition(new TableName("a", "b.c"), Long.MIN_VALUE, false));
  }

  private static List<ContentDigest> digests(ScannedDump dump) {
    return dump.inventory().tables().stream().map(TableInventory::digest).toList();
  }

  private static List<byte[]> row(String... fields) {
    List<byte[]> row = new ArrayList<>();
    for (String field : fields) {
      row.add(Pieces.utf8(field));
    }
    return row;
  }

  private static void refused(String text, ErrorCode code, String message) {
    assertThatThrownBy(() -> scan(text))
        .describedAs(text)
        .isInstanceOfSatisfying(ChronosException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message)
        .hasMessageContaining(" of the dump)");
  }

  private static ScannedDump scan(String text) {
    return scan(Pieces.utf8(text));
  }

  private static ScannedDump scan(byte[] bytes) {
    DumpScanner scanner = new DumpScanner();
    scanner.accept(bytes, 0, bytes.length);
    return scanner.finish();
  }
}
