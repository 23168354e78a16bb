package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where statements end is tried in {@link StatementScanTest}. */
class SqlLexerTest {
  @Test
  void everyEventComesWithItsPlace() {
    String dump =
        """
        --
        -- a dump
        \\restrict key
        /* a
           comment */ SET a = 1; SET b = 2; -- behind
        COPY public.t (a, "B c") FROM stdin;
        1\tx
        2\t\\N
        \\.

        COPY public.nothing  FROM stdin;
        \\.
        SELECT 1;
        """;
    assertThat(Recording.of(Pieces.utf8(dump), List.of(1000)))
        .containsExactly(
            "comment 0/1: --",
            "comment 3/2: -- a dump",
            "command 13/3: \\restrict key",
            "statement 46/5: SET a = 1;",
            "statement 57/5: SET b = 2;",
            "comment 68/5: -- behind",
            "copy 78/6: public.t [a, B c]",
            "data until 127/10: 1\tx\n2\t\\N\n\\.\n",
            "copy 128/11: public.nothing []",
            "data until 164/13: \\.\n",
            "statement 164/13: SELECT 1;");
  }

  @Test
  void whatLooksLikeCopyWithinAStatementIsPartOfIt() {
    String copy = "\nCOPY public.t (a) FROM stdin;\n1\n\\.\n";
    for (String statement :
        List.of(
            "COMMENT ON TABLE t IS '" + copy + "';",
            "COMMENT ON TABLE t IS E'\\'" + copy + "';",
            "CREATE FUNCTION f() AS $$" + copy + "$$;",
            "CREATE FUNCTION f() AS $_$ $$" + copy + "$_$;",
            "CREATE VIEW \"" + copy + "\" AS SELECT 1;",
            "SELECT /* " + copy + " /* ; */ ' */ 1;",
            "SELECT -- ;'\n 1;",
            "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b;);")) {
      assertThat(Recording.statements(statement + "\nSELECT 2;\n"))
          .containsExactly(statement, "SELECT 2;");
    }
    assertThat(Recording.statements("-- x" + "\n/*" + copy + "*/ SELECT 2;"))
        .containsExactly("SELECT 2;");
  }

  @Test
  void dataLooksLikeAnything() {
    String rows =
        "--\n/*\n'\n\"\n$$\n;\nCOPY public.t (a) FROM stdin;\n\\\\.\n\\\\restrict\n\n \\.\r\n";
    assertThat(
            Recording.of(
                Pieces.utf8("COPY s.t (a) FROM stdin;\n" + rows + "\\.\nSELECT 1;"), List.of(7)))
        .containsExactly(
            "copy 0/1: s.t [a]",
            "data until " + (25 + rows.length() + 3) + "/14: " + rows + "\\.\n",
            "statement " + (25 + rows.length() + 3) + "/14: SELECT 1;");
  }

  @Test
  void namesOfTablesAndColumnsAreReadAsTheServerStoresThem() {
    assertThat(header("COPY public.t (a) FROM stdin;")).isEqualTo("public.t [a]");
    assertThat(header("COPY \"S.c\".\"t\"\"\n,(x\" (\"-a\", \"b)\nc\", \"ünï;--\") FROM stdin;"))
        .isEqualTo("\"S.c\".\"t\"\"\n,(x\" [-a, b)\nc, ünï;--]");
    assertThat(header("COPY _x1$.FROM_ (\"from\") FROM stdin;")).isEqualTo("\"_x1$\".from_ [from]");
    assertThat(header("copy  Public . T\n( A,b )\tfrom STDIN ;")).isEqualTo("public.t [a, b]");
  }

  @Test
  void aHeaderOf1600ColumnsIsRead() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < 1600; i++) {
      columns.add(("%04d" + "\"".repeat(59)).formatted(i));
    }
    String quoted =
        String.join(", ", columns.stream().map(c -> '"' + c.replace("\"", "\"\"") + '"').toList());
    String dump = "COPY s.t (" + quoted + ") FROM stdin;\n\\.\n";
    assertThat(Recording.of(Pieces.utf8(dump), List.of(4096)).get(0))
        .isEqualTo("copy 0/1: s.t " + columns);
  }

  @Test
  void otherFormsOfCopyAreRefused() {
    for (String copy :
        List.of(
            "COPY t (a) FROM stdin;\n",
            "COPY a.b.c (a) FROM stdin;\n",
            "COPY s.t (a) TO stdout;\n",
            "COPY s.t (a) FROM '/etc/passwd';\n",
            "COPY s.t (a) FROM PROGRAM 'true';\n",
            "COPY s.t (a) FROM stdin WITH (FORMAT csv);\n",
            "COPY s.t (a,) FROM stdin;\n",
            "COPY s.t () FROM stdin;\n",
            "COPY s.t (a FROM stdin);\n",
            "COPY s.1 (a) FROM stdin;\n",
            "COPY s.t (a) FROM stdin; SELECT 1;\n",
            "COPY s.t (a) FROM stdin;\r\n",
            "COPY s.t (a /* x */) FROM stdin;\n",
            "COPY s.U&\"t\" (a) FROM stdin;\n",
            "COPY s.t (\"" + "x".repeat(SqlLexer.USUAL_TEXT_BOUND) + "\") FROM stdin;\n")) {
      refused(copy, ErrorCode.DUMP_NOT_UNDERSTOOD);
    }
  }

  @Test
  void textThatIsNotSqlIsRefusedWithItsPlace() {
    assertThat(refused("SELECT 1;\nSELECT \\gexec\n", ErrorCode.DUMP_NOT_UNDERSTOOD))
        .hasMessageContaining("byte 17, line 2 of the dump");
    assertThat(refused("SELECT \0;", ErrorCode.DUMP_NOT_UNDERSTOOD))
        .hasMessageContaining("byte 7, line 1 of the dump");
    assertThat(refused("\n\n- 1;", ErrorCode.DUMP_NOT_UNDERSTOOD))
        .hasMessageContaining("byte 2, line 3 of the dump");
    refused("/ 1;", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SELECT $" + "a".repeat(2000) + "$;", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("\\" + "a".repeat(2000) + "\n", ErrorCode.DUMP_NOT_UNDERSTOOD);
  }

  @Test
  void anEndWithinSomethingIsRefused() {
    for (String open :
        List.of(
            "SELECT 1",
            "SELECT '",
            "SELECT ''';",
            "SELECT E'\\';",
            "SELECT \"a;",
            "SELECT $$;",
            "SELECT $a$ $b$;",
            "SELECT (1;",
            "SELECT /* ;",
            "/* /* */",
            "-",
            "/",
            "-- no line end",
            "\\restrict",
            "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;",
            "COPY s.t (a) FROM stdin;",
            "COPY s.t (a) FROM stdin;\n",
            "COPY s.t (a) FROM stdin;\n1\n",
            "COPY s.t (a) FROM stdin;\n1\n\\.",
            "COPY s.t (a) FROM stdin;\n1\n\\")) {
      refused(open, ErrorCode.DUMP_INCOMPLETE);
    }
  }

  @Test
  void aStatementBeyondTheBoundIsLexedAndItsTextCut() {
    List<SqlStatement> found = new ArrayList<>();
    SqlLexer lexer =
        new SqlLexer(
            new Nobody() {
              @Override
              public void statement(SqlStatement statement) {
                found.add(statement);
              }
            },
            100);
    String text = "SELECT '" + "x".repeat(300) + ";\\';SELECT 2;";
    Pieces.cut(Pieces.utf8(text), List.of(9), lexer::accept);
    lexer.finish();
    assertThat(found).hasSize(2);
    assertThat(found.get(0).whole()).isFalse();
    assertThat(found.get(0).length()).isEqualTo(8 + 300 + 4);
    assertThat(found.get(0).shown()).isEqualTo("SELECT '" + "x".repeat(92) + "…");
    assertThatThrownBy(found.get(0)::text).isInstanceOf(ChronosException.class);
    assertThat(found.get(1).text()).isEqualTo("SELECT 2;");
  }

  @Test
  void theDumpsEncodingIsThatOfItsText() {
    byte[] latin1 = {'S', 'E', 'L', 'E', 'C', 'T', ' ', '\'', (byte) 0xFC, '\'', ';'};
    assertThat(after("SET client_encoding = 'LATIN1';\n", latin1)).isEqualTo("SELECT 'ü';");
    assertThat(after("SET client_encoding = 'SQL_ASCII';\n", latin1)).isEqualTo("SELECT 'ü';");
    assertThat(after("SET client_encoding = 'UTF8';\n", Pieces.utf8("SELECT 'ü';")))
        .isEqualTo("SELECT 'ü';");
    assertThatThrownBy(() -> after("SET client_encoding = 'UTF8';\n", latin1))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("not in the encoding UTF-8");
  }

  @Test
  void anEncodingWhoseBytesCouldBeBackslashesIsRefused() {
    refused("SET client_encoding = 'SJIS';", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET client_encoding TO big5;", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET client_encoding = 'a b';", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET client_encoding = 1;", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET SESSION client_encoding = 'GBK';", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET NAMES 'UTF8';", ErrorCode.DUMP_NOT_UNDERSTOOD);
    refused("SET standard_conforming_strings = maybe;", ErrorCode.DUMP_NOT_UNDERSTOOD);
  }

  private static String after(String settings, byte[] statement) {
    byte[] head = Pieces.utf8(settings);
    byte[] all = Arrays.copyOf(head, head.length + statement.length);
    System.arraycopy(statement, 0, all, head.length, statement.length);
    List<String> events = Recording.of(all, List.of(1000));
    String last = events.get(events.size() - 1);
    return last.substring(last.indexOf(": ") + 2);
  }

  private static String header(String copy) {
    String event = Recording.of(Pieces.utf8(copy + "\n\\.\n"), List.of(1000)).get(0);
    return event.substring(event.indexOf(": ") + 2);
  }

  private static ChronosException refused(String text, ErrorCode code) {
    List<ChronosException> thrown = new ArrayList<>();
    for (int size : List.of(1, 1 << 24)) {
      assertThatThrownBy(() -> Recording.of(Pieces.utf8(text), Collections.nCopies(1, size)))
          .describedAs(text)
          .isInstanceOfSatisfying(
              ChronosException.class,
              e -> {
                assertThat(e.code()).isEqualTo(code);
                thrown.add(e);
              });
    }
    assertThat(thrown.get(0)).hasMessage(thrown.get(1).getMessage());
    return thrown.get(0);
  }

  /** Expects nothing. */
  private abstract static class Nobody implements SqlListener {
    @Override
    public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data) {
      throw new AssertionError(header);
    }

    @Override
    public void copyEnded(DumpPosition end) {
      throw new AssertionError(end);
    }

    @Override
    public void comment(DumpPosition start, String line) {
      throw new AssertionError(line);
    }

    @Override
    public void metaCommand(DumpPosition start, String line) {
      throw new AssertionError(line);
    }
  }
}
