package io.leveredge.chronos.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fourteenth promise: ids never collide and never go backwards, whatever the clock does. */
class BackupIdsTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final BackupIds ids = new BackupIds(clock, new Random(1));

  @Test
  void aClockThatGoesBackAnHourDoesNotTakeTheIdsWithIt() {
    BackupId before = ids.next();
    clock.set(clock.now().minus(Duration.ofHours(1)));
    BackupId after = ids.next();
    assertThat(after).isGreaterThan(before);
    clock.advance(Duration.ofMinutes(1));
    assertThat(ids.next()).isGreaterThan(after);
  }

  @Test
  void idsOfOneInstantAreInTheirOrder() {
    List<BackupId> many = Stream.generate(ids::next).limit(1000).toList();
    assertThat(many).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsKnownIsTheFloor() {
    BackupId future = BackupId.of(clock.now().plus(Duration.ofDays(400)), 0);
    ids.neverBelow(future);
    assertThat(ids.next()).isGreaterThan(future);
  }

  @Test
  void manyThreadsNeverGetTheSame() {
    Set<BackupId> all = new HashSet<>();
    IntStream.range(0, 4000)
        .parallel()
        .mapToObj(i -> ids.next())
        .forEach(
            id -> {
              synchronized (all) {
                assertThat(all.add(id)).isTrue();
              }
            });
    assertThat(all).hasSize(4000);
  }
}
