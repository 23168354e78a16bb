package io.leveredge.chronos.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final JobProgress progress = new JobProgress(clock);

  @Test
  void stretchIsCountedFromWhereItWasExpected() {
    progress.read(1000);
    clock.advance(Duration.ofSeconds(10));
    progress.expect(400);
    progress.read(100);
    clock.advance(Duration.ofSeconds(2));
    assertThat(progress.now().read()).isEqualTo(ByteCount.of(1100));
    assertThat(progress.now().stretch())
        .isEqualTo(new Progress.Stretch(ByteCount.of(100), Optional.of(ByteCount.of(400)), 50));
  }

  @Test
  void nextComponentIsNoPartOfTheStretchBefore() {
    progress.expect(400);
    progress.read(100);
    progress.begin(Component.CONFIG);
    assertThat(progress.now().stretch())
        .isEqualTo(new Progress.Stretch(ByteCount.ZERO, Optional.empty(), 0));
  }

  @Test
  void whatAJobWithinReadsCountsAndWhatItDoesIsItsOwn() {
    progress.doing("the safety backup");
    progress.expect(400);
    JobProgress within = progress.within();
    within.begin(Component.DATABASE);
    within.doing("dumping");
    within.read(100);
    assertThat(progress.now().stretch().read()).isEqualTo(ByteCount.of(100));
    assertThat(progress.now().doing()).isEqualTo("the safety backup");
    assertThat(progress.now().component()).isEmpty();
    assertThat(within.now().doing()).isEqualTo("dumping");
  }
}
