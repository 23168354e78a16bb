package io.leveredge.chronos.testkit.system;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it. Safe for use by several threads. */
public final class ManualClock implements Clock {
  private Instant now;
  private long nanos;

  /**
   * @param now its first time of day, cut to the microsecond
   */
  public ManualClock(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** At some fixed time of no meaning. */
  public static ManualClock atSomeTime() {
    return new ManualClock(Instant.parse("2026-01-19T14:30:05Z"));
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  /** Time passes: both clocks go on. */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Time does not pass backwards: " + by);
    }
    now = now.plus(by).truncatedTo(ChronoUnit.MICROS);
    nanos += by.toNanos();
  }

  /** Somebody sets the time of day, forward or back; no time passes. */
  public synchronized void set(Instant timeOfDay) {
    now = timeOfDay.truncatedTo(ChronoUnit.MICROS);
  }
}
