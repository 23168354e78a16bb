package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * Makes ids that never collide and never go backwards, whatever the clock does: when it stands
 * still or jumps back, the next id is a millisecond above the highest one known.
 */
public final class BackupIds {
  private final Clock clock;
  private final RandomGenerator random;
  private Instant floor = Instant.EPOCH;

  public BackupIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** No id to come will be at or below this one. */
  public synchronized void neverBelow(BackupId known) {
    if (known.instant().isAfter(floor)) {
      floor = known.instant();
    }
  }

  public synchronized BackupId next() {
    Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
    floor = now.isAfter(floor) ? now : floor.plusMillis(1);
    return BackupId.of(floor, random.nextLong());
  }
}
