package io.leveredge.chronos.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {
  @ParameterizedTest
  @CsvSource({
    "'a\nb', '\"a\\nb\"'",
    "'a\rb', '\"a\\rb\"'",
    "'\u001b[31mred', '\"\\u001b[31mred\"'",
    "'a\u2028b', '\"a\\u2028b\"'",
    "'back\\slash', '\"back\\\\slash\"'",
    "'\u202egnirts', '\"\\u202egnirts\"'",
    "'say \"no\"', '\"say \\\"no\\\"\"'",
    "'Grüße, 世界 🙂', '\"Grüße, 世界 🙂\"'"
  })
  void whatCouldForgeOrCommandIsEscaped(String text, String logged) {
    assertThat(LogText.quoted(text)).isEqualTo(logged);
  }
}
