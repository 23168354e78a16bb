package io.leveredge.chronos.bench.restore;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One of the things that are measured, once in each round.
 *
 * @param name as a reader of the report knows it
 * @param once makes ready what does not count, does it, and answers how long it took
 */
record Timed(String name, Supplier<Duration> once) {

  /** Measures it. */
  Duration run() {
    return once.get();
  }
}
