package io.leveredge.chronos.bench.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DumpReportTest {

  private record Named(String name, OptionalDouble target) implements Contender {
    @Override
    public Measured dump() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aRowSaysTimeRatioTargetAndSize() {
    DumpReport report = new DumpReport("pg_dump", "-Xmx256m");
    Contender bare = new Named("pg_dump", OptionalDouble.empty());
    Contender gzip = new Named("CHRONOS", OptionalDouble.of(1.25));
    report.cold("CHRONOS", measured(9000, 171_000_000, 8900));
    for (long factor = 1; factor <= 3; factor++) {
      report.add(bare, new Measured(Duration.ofMillis(5000 * factor), 0, Optional.empty()));
      report.add(gzip, measured(6000 * factor, 171_000_000, 5900 * factor));
    }
    report.memory("CHRONOS", 230_000_000);
    report.notInstalled("pg_dump | pigz");
    assertThat(report.toMarkdown())
        .contains("| pg_dump | 10.00 | 5.00–15.00 | 1.00 × |  |  |  |")
        .contains("| CHRONOS | 12.00 | 6.00–18.00 | 1.20 × | 1.25 × | 11.80 | 171 |")
        .contains("| CHRONOS, first after start | 9.00 |  | 0.90 × |  | 8.90 | 171 |")
        .contains("| pg_dump \\| pigz | not installed |")
        .contains("-Xmx256m")
        .contains("| CHRONOS | 230 |")
        .contains("Rounds: 3");
  }

  @Test
  void withoutARoundThereIsNothingToReport() {
    assertThatThrownBy(() -> new DumpReport("pg_dump", "").toMarkdown())
        .isInstanceOf(BenchFailure.class);
  }

  private static Measured measured(long wallMillis, long bytes, long reportedMillis) {
    return new Measured(
        Duration.ofMillis(wallMillis), bytes, Optional.of(Duration.ofMillis(reportedMillis)));
  }
}
