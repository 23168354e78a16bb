package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every text is one statement, whatever it holds, and another follows it. */
class StatementScanTest {
  private static final String NEXT = "SELECT 'the next one';";

  @Test
  void semicolonsWithinQuotesAreText() {
    whole(
        "SELECT ';', ''';', 'a\\', ';';",
        "SELECT E'\\';', E'''\\\\', e'\\\\'';', ';';",
        "SELECT U&';\\', u&';', B';', x';', N';', n';\\';",
        "SELECT \";\", \"\"\";\", U&\";\\\", u&\";\";",
        "SELECT nameE'\\', ';';",
        "SELECT a.e, 1E'\\', 0x1e'\\', 1e5, ';';",
        "SELECT U & ';', u&1;",
        "SELECT 'a'\n  ';' ';';");
  }

  @Test
  void aStringGoesOnAfterALineEndWithTheEscapesItBeganWith() {
    whole("SELECT E'a'\n'\\';';", "SELECT E'a' -- ;'\n  '\\';';", "SELECT E'a'\r'\\';';");
    // On the same line, or after a block comment, it is another string, which knows no escapes.
    whole(
        "SELECT E'a' '\\', ';';", "SELECT E'a' /* */\n '\\', ';';", "SELECT E'a' - \n '\\', ';';");
  }

  @Test
  void semicolonsWithinDollarQuotesAreText() {
    whole(
        "DO $$ ; $a$ ; $$;",
        "DO $a$ ; $$ ; $b$ ; $a $ $aa$ $a$;",
        "DO $a$ $a$a$;",
        "DO $a$ $x$a$;",
        "DO $a$ $$a$;",
        "DO $ab$ $a$ab$;",
        "DO $$ $a$$;",
        "DO $ünï_1$ ; $ünï$ ; $ünï_1$;",
        "SELECT a$$, b$a$, ';' , 1$$ ; $$;",
        "SELECT $1, $2$$ ; $$, $1a, 1a$$, $1a$$;",
        "SELECT $a+ 1, $a, $;",
        "SELECT $E'\\';', $e$ ; ' $e$;");
  }

  @Test
  void semicolonsWithinCommentsAreText() {
    whole(
        "SELECT 1 -- ; ' \"\n;",
        "SELECT 1 --- ; '\r;",
        "SELECT 1 /* ; ' */;",
        "SELECT 1 /* /* */ ; ' */;",
        "SELECT 1 /* /*/ */ */;",
        "SELECT 1 /*/ ; */;",
        "SELECT 1 /* **/;",
        "SELECT 1 /***/;",
        "SELECT 1 +/* ; */ 2;",
        "SELECT 1 @-- ;\n 2;",
        "SELECT 4 / 2 - 1 */* ; */ 2;",
        "SELECT 1 - - 2, 4 / / 2;");
  }

  @Test
  void semicolonsWithinParenthesesSeparateTheActionsOfARule() {
    whole(
        "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b);",
        "CREATE RULE r AS ON INSERT TO t DO ALSO ( SELECT (1); SELECT ')' ; );",
        "SELECT 1);");
  }

  @Test
  void semicolonsWithinTheBodyOfARoutineSeparateItsStatements() {
    whole(
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; SELECT 2; END;",
        "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql\nbegin /* ; */ atomic\n SELECT 1;\n end;",
        "CREATE FUNCTION f(a int) BEGIN ATOMIC SELECT CASE WHEN true THEN CASE a WHEN 1 THEN 2 END"
            + " ELSE (CASE a WHEN 3 THEN 4 END) END; SELECT 5; END;",
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT t.\"end\", 'end;', \"case\"; SELECT xend, end1;"
            + " END;",
        "CREATE FUNCTION f() BEGIN ATOMIC END;");
  }

  @Test
  void aNameThatIsCalledBeginOpensNoBody() {
    whole(
        "CREATE FUNCTION public.begin() RETURNS integer LANGUAGE sql AS 'x';",
        "CREATE FUNCTION public.begin(begin integer) RETURNS integer BEGIN ATOMIC SELECT begin;"
            + " END;",
        "CREATE FUNCTION atomic.begin() RETURNS begin LANGUAGE sql RETURN 1;",
        "CREATE FUNCTION f() RETURNS integer BEGIN ATOMIC SELECT t.begin FROM t; END;");
  }

  @Test
  void beginOpensNoBodyOutsideOfRoutines() {
    whole(
        "BEGIN;",
        "BEGIN ATOMIC;",
        "END;",
        "CREATE VIEW begin AS SELECT 1 AS begin, 2 AS atomic;",
        "ALTER FUNCTION f() BEGIN ATOMIC;",
        "CREATE TABLE function (begin atomic);");
  }

  @Test
  void backslashesEscapeInPlainStringsWhereTheDumpSaysSo() {
    String off = "SET standard_conforming_strings = off;";
    String on = "SET standard_conforming_strings = on;";
    assertThat(Recording.statements(off + "SELECT '\\';', B'\\', ';', U&'\\', E'\\';';" + NEXT))
        .containsExactly(off, "SELECT '\\';', B'\\', ';', U&'\\', E'\\';';", NEXT);
    assertThat(Recording.statements(off + on + "SELECT '\\';" + NEXT))
        .containsExactly(off, on, "SELECT '\\';", NEXT);
    assertThat(Recording.statements("SET standard_conforming_strings TO off; SELECT '\\';';"))
        .containsExactly("SET standard_conforming_strings TO off;", "SELECT '\\';';");
  }

  private static void whole(String... statements) {
    for (String statement : statements) {
      assertThat(Recording.statements(statement + NEXT)).containsExactly(statement, NEXT);
    }
    List<String> all = new ArrayList<>(List.of(statements));
    assertThat(Recording.statements(String.join("\n", all))).containsExactlyElementsOf(all);
  }
}
