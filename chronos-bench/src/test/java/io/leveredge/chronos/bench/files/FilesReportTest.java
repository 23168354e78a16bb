package io.leveredge.chronos.bench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.bench.files.Archiving.Measured;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FilesReportTest {

  @Test
  void aRowIsComparedWithWhatItsGoalNames() {
    FilesReport report = report();
    for (int round = 1; round <= 3; round++) {
      report.add("tar | gzip", new Measured(Duration.ofSeconds(10L * round), 50_000_000));
      report.add("CHRONOS", new Measured(Duration.ofSeconds(2L * round), 60_000_000));
    }
    report.memory("CHRONOS", 200_000_000);
    assertThat(report.toMarkdown())
        .contains("100 files")
        .contains("| tar \\| gzip | 20.00 | 10.00–30.00 |  |  | 50 |")
        .contains("| CHRONOS | 4.00 | 2.00–6.00 | 0.20 × tar \\| gzip | 0.30 × tar \\| gzip | 60 |")
        .contains("| CHRONOS | 200 |");
  }

  @Test
  void whatIsNotInstalledIsSaidAndNothingIsComparedWithIt() {
    FilesReport report = report();
    report.notInstalled("tar | gzip");
    report.add("CHRONOS", new Measured(Duration.ofSeconds(2), 60_000_000));
    assertThat(report.toMarkdown())
        .contains("| tar \\| gzip | not installed |")
        .contains("| CHRONOS | 2.00 | 2.00–2.00 |  | 0.30 × tar \\| gzip | 60 |");
  }

  @Test
  void withoutARoundThereIsNothingToReport() {
    assertThatThrownBy(report()::toMarkdown).isInstanceOf(BenchFailure.class);
  }

  private static FilesReport report() {
    return new FilesReport("100 files", new FilesReport.Goal("CHRONOS", 0.3, "tar | gzip"));
  }
}
