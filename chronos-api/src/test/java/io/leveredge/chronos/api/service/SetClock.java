package io.leveredge.chronos.api.service;

import io.leveredge.chronos.ports.system.Clock;
import io.leveredge.chronos.testkit.SampleBackups;
import java.time.Instant;

/** A clock that stands at noon. */
final class SetClock implements Clock {
  @Override
  public Instant now() {
    return SampleBackups.NOON;
  }

  @Override
  public long nanos() {
    return 0;
  }
}
