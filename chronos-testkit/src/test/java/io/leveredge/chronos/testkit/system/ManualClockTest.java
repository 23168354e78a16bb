package io.leveredge.chronos.testkit.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest extends ClockContract {

  @Override
  protected Clock clock() {
    return new ManualClock(Instant.parse("2026-01-19T14:30:05.123456789Z"));
  }

  @Test
  void advancingMovesBothClocks() {
    ManualClock clock = ManualClock.atSomeTime();
    Instant before = clock.now();
    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.now()).isEqualTo(before.plusSeconds(90));
    assertThat(clock.nanos()).isEqualTo(Duration.ofSeconds(90).toNanos());
  }

  @Test
  void settingTheTimeOfDayBackLetsNoTimePass() {
    ManualClock clock = ManualClock.atSomeTime();
    Instant anHourAgo = clock.now().minusSeconds(3600);
    clock.set(anHourAgo);
    assertThat(clock.now()).isEqualTo(anHourAgo);
    assertThat(clock.nanos()).isZero();
  }
}
