package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, by looking often. */
record Patience(Clock clock) {
  private static final Duration LOOK = Duration.ofMillis(10);

  /** Whether it came true in time. */
  boolean until(Duration atMost, BooleanSupplier come) {
    try {
      return poll(atMost, come);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ChronosException(
          ErrorCode.SHUTTING_DOWN, "Interrupted while waiting for PostgreSQL", stop);
    }
  }

  /** The same for a shutdown, which an interrupt must not leave half done. */
  boolean untilEvenIfInterrupted(Duration atMost, BooleanSupplier come) {
    boolean interrupted = Thread.interrupted();
    try {
      return poll(atMost, come);
    } catch (InterruptedException late) {
      interrupted = true;
      return come.getAsBoolean();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean poll(Duration atMost, BooleanSupplier come) throws InterruptedException {
    long deadline = clock.nanos() + atMost.toNanos();
    while (!come.getAsBoolean()) {
      if (clock.nanos() - deadline > 0) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }
}
