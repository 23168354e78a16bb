package io.leveredge.chronos.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

  @Test
  void thePeakIsReadAndNotWhatIsHeldNow() {
    assertThat(
            PeakMemory.inStatus(
                List.of("Name:\tjava", "VmPeak:\t 900 kB", "VmHWM:\t  250 kB", "VmRSS:\t 10 kB")))
        .isEqualTo(250 * 1024);
  }

  @Test
  void thisProcessHasHeldSomeMegabytes() {
    assertThat(PeakMemory.ofProcess(ProcessHandle.current().pid())).isGreaterThan(10_000_000);
  }

  @Test
  void aStatusWithoutAPeakIsNoMeasurement() {
    assertThatThrownBy(() -> PeakMemory.inStatus(List.of("Name:\tkthreadd")))
        .isInstanceOf(BenchFailure.class);
  }
}
