package io.leveredge.chronos.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreReportTest {
  private final RestoreReport report =
      new RestoreReport(
          "A database",
          new Goal.Rate("verify", "sha256sum", 0.8),
          new Goal.Times("load", "pg_restore", 1.0),
          new Goal.Times("load", "psql", 0.7),
          new Goal.Times("files", "tar", Optional.empty()),
          new Goal.Within("table", Duration.ofSeconds(1)));

  @Test
  void aRateIsThatOfTheOtherByItsOwnTime() {
    add("sha256sum", 1, 2, 3);
    add("verify", 2, 4, 6);
    assertThat(report.toMarkdown("-Xmx1m"))
        .contains(
            "| verify | 4.00 | 2.00–6.00 | 0.50 × the rate of sha256sum"
                + " | at least 0.80 × the rate of sha256sum |");
  }

  @Test
  void oneRowIsComparedWithAllThatItsGoalsName() {
    add("pg_restore", 10);
    add("psql", 20);
    add("load", 8);
    assertThat(report.toMarkdown("-Xmx1m"))
        .contains(
            "| load | 8.00 | 8.00–8.00 | 0.80 × pg_restore; 0.40 × psql"
                + " | at most 1.00 × pg_restore; at most 0.70 × psql |");
  }

  @Test
  void whatHasNoLimitIsComparedAllTheSame() {
    add("tar", 2);
    add("files", 3);
    assertThat(report.toMarkdown("-Xmx1m"))
        .contains("| files | 3.00 | 3.00–3.00 | 1.50 × tar |  |");
  }

  @Test
  void aLimitInSecondsStandsAlone() {
    add("table", 2);
    assertThat(report.toMarkdown("-Xmx1m"))
        .contains("| table | 2.00 | 2.00–2.00 |  | at most 1.00 s |");
  }

  @Test
  void peaksOfMemoryAreToldWithTheJvmsOptions() {
    add("table", 1);
    report.memory("load", 200_000_000);
    assertThat(report.toMarkdown("-Xmx1m"))
        .contains("| Peak memory, -Xmx1m | MB |")
        .contains("| load | 200 |");
  }

  @Test
  void withoutARoundThereIsNothingToReport() {
    assertThatThrownBy(() -> report.toMarkdown("")).isInstanceOf(BenchFailure.class);
  }

  private void add(String name, int... seconds) {
    for (int each : seconds) {
      report.add(name, Duration.ofSeconds(each));
    }
  }
}
