package io.leveredge.chronos.bench.measure;

import java.time.Duration;
import java.util.List;

/** How long each of many equal requests took. */
public final class Latencies {
  private final List<Duration> sorted;

  /**
   * @param times at least one, in any order
   */
  public Latencies(List<Duration> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("Latencies of no request");
    }
    sorted = times.stream().sorted().toList();
  }

  public int count() {
    return sorted.size();
  }

  /**
   * The shortest time that so many percent of the requests did not exceed (nearest rank): one that
   * was measured, never one between two.
   *
   * @param percent above 0, at most 100; 100 is the longest
   */
  public Duration percentile(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("Not a percentile: " + percent);
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(rank - 1);
  }
}
