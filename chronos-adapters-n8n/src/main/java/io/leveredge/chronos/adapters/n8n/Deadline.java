package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;

/**
 * The end of the time that a capture or a restore has, by a count of nanoseconds that never jumps.
 */
final class Deadline {
  private final Duration whole;
  private final long end;

  Deadline(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + whole.toNanos();
  }

  boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /**
   * The shorter of a wait and what is left.
   *
   * @throws ChronosException when nothing is left
   */
  Duration atMost(Duration wait) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.isNegative() || left.isZero()) {
      throw new ChronosException(
          ErrorCode.N8N_FAILED,
          "n8n did not do within "
              + whole.toSeconds()
              + " s what was asked of it; it was given up");
    }
    return left.compareTo(wait) < 0 ? left : wait;
  }
}
