package io.leveredge.chronos.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void aTableHasAHeaderARuleAndItsRows() {
    assertThat(new MarkdownTable("", "s").row("one", "1.00").row("none").toString())
        .isEqualTo(
            """
            |  | s |
            | --- | ---: |
            | one | 1.00 |
            | none |  |
            """);
  }

  @Test
  void aPipeWithinACellDoesNotEndIt() {
    assertThat(new MarkdownTable("").row("pg_dump | gzip").toString()).contains("pg_dump \\| gzip");
  }

  @Test
  void aRowHasNoMoreCellsThanTheHeader() {
    MarkdownTable table = new MarkdownTable("a");
    assertThatIllegalArgumentException().isThrownBy(() -> table.row("1", "2"));
  }

  @Test
  void figuresHaveTheSameFormOnEveryMachine() {
    assertThat(Figures.seconds(Duration.ofMillis(5314))).isEqualTo("5.31");
    assertThat(Figures.milliseconds(Duration.ofNanos(3_070_000))).isEqualTo("3.07");
    assertThat(Figures.times(1.149)).isEqualTo("1.15 ×");
    assertThat(Figures.megabytes(171_400_000)).isEqualTo("171");
    assertThat(Figures.megabytes(6_240_000)).isEqualTo("6.2");
  }
}
