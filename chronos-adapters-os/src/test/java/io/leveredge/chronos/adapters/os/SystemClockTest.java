package io.leveredge.chronos.adapters.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.system.Clock;
import io.leveredge.chronos.testkit.system.ClockContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemClockTest extends ClockContract {

  @Override
  protected Clock clock() {
    return new SystemClock();
  }

  @Test
  void itTellsTheMachinesTime() {
    assertThat(Duration.between(clock().now(), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void nanosGoOn() {
    long before = clock().nanos();
    while (clock().nanos() == before) {
      Thread.onSpinWait();
    }
    assertThat(clock().nanos() - before).isPositive();
  }
}
