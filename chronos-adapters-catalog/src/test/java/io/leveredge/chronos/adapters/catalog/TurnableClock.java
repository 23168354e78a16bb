package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still unless a test turns it. */
final class TurnableClock implements Clock {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  void turn(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  /** Overflows during a test, as the contract of {@code System.nanoTime} allows. */
  @Override
  public long nanos() {
    return nanos.get();
  }
}
