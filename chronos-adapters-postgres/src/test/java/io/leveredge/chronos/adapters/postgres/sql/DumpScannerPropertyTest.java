package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is found does not depend on where the stream is cut into pieces. */
class DumpScannerPropertyTest {
  /** Whatever a state of the lexer begins, ends or is confused by. */
  private static final List<String> TOKENS =
      List.of(
          "'",
          "''",
          "\"",
          "\\",
          "\\'",
          "$",
          "$$",
          "$a$",
          "$ab$",
          "a$",
          "/*",
          "*/",
          "/",
          "*",
          "--",
          "-",
          "\n",
          "\r",
          " ",
          "\t",
          ";",
          ";",
          ";",
          "(",
          ")",
          "E'",
          "e",
          "U&'",
          "u&\"",
          "U",
          "&",
          "B'",
          "1",
          "x",
          "ü",
          "begin",
          "BEGIN ATOMIC ",
          " case ",
          " end",
          "CREATE FUNCTION ",
          "create or replace procedure ",
          "COPY s.t (a) FROM stdin;\n",
          "COPY s.\"t\" (a, b) FROM stdin;\n",
          "COPY ",
          "\\.\n",
          "\\.",
          "\\\\.\n",
          "1\t2\n",
          "\\N\n",
          "SELECT ",
          "SET ",
          "SET standard_conforming_strings = off;",
          "\n\\restrict k\n",
          "\n--\n",
          "\0");

  @Property(tries = 2000)
  void anyTextCutAnywhereGivesTheSameEvents(
      @ForAll("texts") String text, @ForAll("sizes") List<Integer> sizes) {
    byte[] bytes = Pieces.utf8(text);
    assertThat(outcome(bytes, sizes)).isEqualTo(outcome(bytes, List.of(1 << 20)));
  }

  @Property(tries = 500)
  void aDumpCutAnywhereGivesTheSameInventory(@ForAll("sizes") List<Integer> sizes) {
    byte[] bytes = Pieces.utf8(SampleDump.text());
    assertThat(scan(bytes, sizes)).isEqualTo(scan(bytes, List.of(1 << 20)));
  }

  @Property(tries = 2000)
  void anyStreamIsReadOrRefused(
      @ForAll("texts") String text, @ForAll("sizes") List<Integer> sizes) {
    // Anything but a ChronosException fails the test.
    try {
      assertThat(scan(Pieces.utf8(SampleDump.HEAD + text), sizes).trailerSeen()).isFalse();
    } catch (ChronosException refused) {
      assertThat(refused).hasMessageContaining(" of the dump)");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(40).map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 100))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  /** The events, and the last of them what refused the text. */
  private static List<String> outcome(byte[] text, List<Integer> sizes) {
    Recording recording = new Recording();
    SqlLexer lexer = new SqlLexer(recording, SqlLexer.USUAL_TEXT_BOUND);
    List<String> refusal = new ArrayList<>();
    try {
      Pieces.cut(text, sizes, lexer::accept);
      lexer.finish();
    } catch (ChronosException e) {
      refusal.add(e.code() + ": " + e.getMessage());
    }
    List<String> outcome = new ArrayList<>(recording.events());
    outcome.addAll(refusal);
    return outcome;
  }

  private static ScannedDump scan(byte[] bytes, List<Integer> sizes) {
    DumpScanner scanner = new DumpScanner();
    Pieces.cut(bytes, sizes, scanner::accept);
    return scanner.finish();
  }
}
