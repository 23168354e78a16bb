package io.leveredge.chronos.ports.system;

import java.time.Instant;

/** The time. */
public interface Clock {

  /** The time of day, to the microsecond at most. It may jump. */
  Instant now();

  /** Nanoseconds since some instant; never goes backwards within a process. */
  long nanos();
}
