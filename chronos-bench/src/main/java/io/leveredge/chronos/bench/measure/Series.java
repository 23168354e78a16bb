package io.leveredge.chronos.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long one thing took in each round, in order. Rounds of different series are made in turns (A
 * B C, A B C), so that what slows the machine for a while slows all of them.
 *
 * @param times at least one
 */
public record Series(List<Duration> times) {
  public Series {
    times = List.copyOf(times);
    if (times.isEmpty()) {
      throw new IllegalArgumentException("A series without a measurement");
    }
  }

  /** The one in the middle; of an even number, the mean of the two in the middle. */
  public Duration median() {
    return Duration.ofNanos(Math.round(median(times.stream().mapToDouble(Duration::toNanos))));
  }

  public Duration shortest() {
    return times.stream().min(Duration::compareTo).orElseThrow();
  }

  public Duration longest() {
    return times.stream().max(Duration::compareTo).orElseThrow();
  }

  /**
   * How many times as long as another this took: the median over the rounds of each round's ratio,
   * which a drift of the machine from round to round does not touch.
   *
   * @throws IllegalArgumentException when the two do not have the same number of rounds
   */
  public double ratioTo(Series other) {
    if (times.size() != other.times.size()) {
      throw new IllegalArgumentException(
          "Series of " + times.size() + " and " + other.times.size() + " rounds");
    }
    return median(
        IntStream.range(0, times.size())
            .mapToDouble(
                round -> (double) times.get(round).toNanos() / other.times.get(round).toNanos()));
  }

  private static double median(java.util.stream.DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
