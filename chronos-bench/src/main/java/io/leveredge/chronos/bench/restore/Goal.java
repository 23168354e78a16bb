package io.leveredge.chronos.bench.restore;

import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.Series;
import java.time.Duration;
import java.util.Optional;

/** What something is compared with, and what it is to be at most or at least. */
sealed interface Goal {
  /** Whose goal it is. */
  String name();

  /** The row that it is compared with, where it is with one. */
  Optional<String> other();

  /** What was measured, in the goal's terms. */
  String measured(Series own, Series than);

  /** The limit, in the same terms. */
  String limit();

  /**
   * The time, in that of another.
   *
   * @param atMost empty where nothing is promised
   */
  record Times(String name, String than, Optional<Double> atMost) implements Goal {
    Times(String name, String than, double atMost) {
      this(name, than, Optional.of(atMost));
    }

    @Override
    public Optional<String> other() {
      return Optional.of(than);
    }

    @Override
    public String measured(Series own, Series other) {
      return Figures.times(own.ratioTo(other)) + " " + than;
    }

    @Override
    public String limit() {
      return atMost.map(times -> "at most " + Figures.times(times) + " " + than).orElse("");
    }
  }

  /** How much is done in the same time, in what another does. */
  record Rate(String name, String than, double atLeast) implements Goal {
    @Override
    public Optional<String> other() {
      return Optional.of(than);
    }

    @Override
    public String measured(Series own, Series other) {
      return Figures.times(other.ratioTo(own)) + " the rate of " + than;
    }

    @Override
    public String limit() {
      return "at least " + Figures.times(atLeast) + " the rate of " + than;
    }
  }

  /** So much time and no more. */
  record Within(String name, Duration atMost) implements Goal {
    @Override
    public Optional<String> other() {
      return Optional.empty();
    }

    @Override
    public String measured(Series own, Series other) {
      return "";
    }

    @Override
    public String limit() {
      return "at most " + Figures.seconds(atMost) + " s";
    }
  }
}
