package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.testkit.postgres.PsqlRun;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump is what psql takes for one, so psql is asked where statements end in texts of all sorts.
 */
class PsqlAgreementTest {
  private static final int TEXTS = 300;
  private static final long SEED = 20260119;

  private static final List<String> TOKENS =
      List.of(
          "';'",
          "E'\\';'",
          "e';\\\\'",
          "U&';\\'",
          "n';\\'",
          "B';'",
          "\";\"",
          "u&\";\\\"",
          "$$;$$",
          "$a$;$$;$a$",
          "$a$;$a$a$",
          "/*;*/",
          "/*;/*'*/;*/",
          "--;'\n",
          "-",
          "/",
          "*",
          "(;)",
          "(",
          ")",
          " case ",
          ";end ",
          "' '",
          "'\n'",
          "' --c\n'",
          "'/* */\n'",
          "'",
          "''",
          "\\'",
          "$",
          "a$$",
          "$1",
          "_$a",
          "1",
          "1E'\\'",
          "e",
          "U",
          "&",
          "x",
          "ü",
          "+",
          "\r",
          "\f",
          "\n",
          " ",
          ";",
          ";",
          ";");

  @TempDir private Path folder;

  @Test
  void statementsEndWherePsqlEndsThem() throws Exception {
    Random random = new Random(SEED);
    StringBuilder texts = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int taken = 0; taken < TEXTS; ) {
      String text = text(random);
      List<String> events = eventsOfWhole(text);
      if (!events.isEmpty() && events.stream().allMatch(e -> e.startsWith("statement "))) {
        texts.append(text);
        events.forEach(
            event -> expected.append(event.substring(event.indexOf(": ") + 2)).append('\n'));
        taken++;
      }
    }
    assertThat(psql(texts.toString())).isEqualTo(expected.toString());
  }

  private static String text(Random random) {
    StringBuilder text =
        new StringBuilder(
            random.nextBoolean() ? "SELECT " : "CREATE OR REPLACE FUNCTION f() BEGIN /**/ ATOMIC ");
    int tokens = 1 + random.nextInt(16);
    for (int i = 0; i < tokens; i++) {
      text.append(TOKENS.get(random.nextInt(TOKENS.size())));
    }
    // Comments between statements are no part of any here, but are of the next one with psql.
    // And psql leaves out empty lines.
    text.append(";\nSELECT 'z';\n");
    return text.toString().replaceAll(";\\s*(/\\*|--)", "; 1 $1").replaceAll("\n+", "\n");
  }

  /** Nothing for a text that is refused, most often because it ends within a quote. */
  private static List<String> eventsOfWhole(String text) {
    try {
      return Recording.of(Pieces.utf8(text), List.of(3));
    } catch (ChronosException refused) {
      return List.of();
    }
  }

  /** What psql sends to the server, each statement on a line of its own. */
  private String psql(String text) throws Exception {
    Path file = folder.resolve("text.sql");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    PsqlRun run =
        TestPostgres.psql(
            TestPostgres.shared().maintenance(),
            "--echo-queries",
            "--quiet",
            "--output=/dev/null",
            "--file=" + file);
    return run.output();
  }
}
