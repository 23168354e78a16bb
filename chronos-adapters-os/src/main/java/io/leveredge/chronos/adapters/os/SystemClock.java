package io.leveredge.chronos.adapters.os;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clock. No other class reads one. */
public final class SystemClock implements Clock {

  /** Cut to the microsecond, which is all that PostgreSQL's timestamptz keeps. */
  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
