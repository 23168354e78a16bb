package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.engine.job.Progress;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ManualClock clock = ManualClock.atSomeTime();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private ProgressLine line(boolean repaints) {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new ProgressLine(
        new Terminal(new BufferedReader(new StringReader("")), stream, stream, true, repaints),
        clock);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static Progress.Stretch stretch(long read, long all) {
    return new Progress.Stretch(ByteCount.of(read), Optional.of(ByteCount.of(all)), 2000);
  }

  @Test
  void aBarIsPaintedOverTheOneBefore() {
    ProgressLine line = line(true);
    line.show("loading", stretch(0, 1000));
    clock.advance(Duration.ofMillis(300));
    line.show("loading", stretch(420, 1000));
    clock.advance(Duration.ofMillis(300));
    line.show("loading", stretch(1000, 1000));
    line.end();
    assertThat(said().split("\r\u001b\\[K", -1))
        .containsExactly(
            "",
            uncut("[--------------------]   0 %  loading"),
            uncut("[########------------]  42 %  loading  420 B of 1.0 kB  2.0 kB/s"),
            uncut("[####################] 100 %  loading  1.0 kB of 1.0 kB  2.0 kB/s"),
            "");
  }

  /** The terminal is told not to wrap it, and to wrap again what comes after. */
  private static String uncut(String line) {
    return "\u001b[?7l" + line + "\u001b[?7h";
  }

  @Test
  void moreThanWasExpectedHasNoBar() {
    line(true).show("the safety backup", stretch(1500, 1000));
    assertThat(said()).isEqualTo(CLEAR + uncut("the safety backup  1.5 kB  2.0 kB/s"));
  }

  @Test
  void whatNobodyKnowsTheLengthOfHasNoBar() {
    ProgressLine line = line(true);
    line.show("planning");
    assertThat(said()).isEqualTo(CLEAR + uncut("planning"));
    line.show("");
    line.show("planning");
    assertThat(said()).isEqualTo(CLEAR + uncut("planning"));
  }

  @Test
  void withoutATerminalALineComesForEachThingAndEveryTenSeconds() {
    ProgressLine line = line(false);
    for (int second = 0; second <= 12; second++) {
      line.show("loading", stretch(second * 50L, 1000));
      clock.advance(Duration.ofSeconds(1));
    }
    line.show("comparing", stretch(0, 1000));
    line.end();
    assertThat(said())
        .isEqualTo(
            """
            loading  0 %
            loading  50 %  500 B of 1.0 kB  2.0 kB/s
            comparing  0 %
            """);
  }
}
