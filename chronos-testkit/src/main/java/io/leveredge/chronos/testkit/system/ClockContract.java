package io.leveredge.chronos.testkit.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Clock} does. */
public abstract class ClockContract {
  private static final int LOOKS = 10_000;

  /** The clock to be tried. */
  protected abstract Clock clock();

  @Test
  void theTimeOfDayHasNothingBelowTheMicrosecond() {
    Clock clock = clock();
    for (int i = 0; i < LOOKS; i++) {
      Instant now = clock.now();
      assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS));
    }
  }

  @Test
  void nanosNeverGoBackwards() {
    Clock clock = clock();
    long before = clock.nanos();
    for (int i = 0; i < LOOKS; i++) {
      long now = clock.nanos();
      assertThat(now - before).isNotNegative();
      before = now;
    }
  }
}
