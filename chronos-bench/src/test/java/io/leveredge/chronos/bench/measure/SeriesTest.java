package io.leveredge.chronos.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void theMedianOfAnOddNumberIsTheOneInTheMiddleWhateverTheOrder() {
    assertThat(seconds(9, 1, 4).median()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(seconds(1, 100, 4, 5).median()).isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void oneMeasurementIsItsOwnMedian() {
    assertThat(seconds(7).median()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theRangeGoesFromTheShortestToTheLongest() {
    Series series = seconds(3, 2, 8);
    assertThat(series.shortest()).isEqualTo(Duration.ofSeconds(2));
    assertThat(series.longest()).isEqualTo(Duration.ofSeconds(8));
  }

  /** The machine slows to a third, round by round; the ratio does not. The medians' ratio would. */
  @Test
  void aDriftOfTheMachineDoesNotChangeTheRatio() {
    Series base = seconds(2, 4, 6);
    Series slower = seconds(3, 6, 9);
    assertThat(slower.ratioTo(base)).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void oneDisturbedRoundDoesNotChangeTheRatio() {
    assertThat(seconds(3, 90, 3).ratioTo(seconds(2, 2, 2))).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void theRatioIsThatOfEachRoundAndNotOfTheMedians() {
    assertThat(seconds(1, 4, 9).ratioTo(seconds(1, 2, 3))).isCloseTo(2, within(1e-9));
    assertThat(seconds(4, 1, 9).ratioTo(seconds(1, 2, 3))).isCloseTo(3, within(1e-9));
  }

  @Test
  void seriesOfDifferentRoundsDoNotCompare() {
    assertThatIllegalArgumentException().isThrownBy(() -> seconds(1).ratioTo(seconds(1, 2)));
  }

  @Test
  void aSeriesHasAtLeastOneMeasurement() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
  }

  private static Series seconds(long... times) {
    return new Series(LongStream.of(times).mapToObj(Duration::ofSeconds).toList());
  }
}
