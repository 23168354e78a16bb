package io.leveredge.chronos.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPercentileIsTheNearestRankWhateverTheOrder() {
    List<Duration> times =
        new ArrayList<>(IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList());
    Collections.shuffle(times, new Random(7));
    Latencies latencies = new Latencies(times);
    assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(100));
    assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(198));
    assertThat(latencies.percentile(99.5)).isEqualTo(Duration.ofMillis(199));
    assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aSingleRequestIsEveryPercentile() {
    Latencies one = new Latencies(List.of(Duration.ofMillis(3)));
    assertThat(one.percentile(1)).isEqualTo(one.percentile(100)).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void thereIsNoPercentileOutsideOfZeroToAHundred() {
    Latencies latencies = new Latencies(List.of(Duration.ZERO));
    for (double wrong : new double[] {0, -1, 100.5, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentile(wrong));
    }
  }
}
