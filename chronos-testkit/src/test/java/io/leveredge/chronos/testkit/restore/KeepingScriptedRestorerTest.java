package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same where what was replaced is kept; and what a test may write down. */
final class KeepingScriptedRestorerTest extends ScriptedRestorerTest {

  @BeforeEach
  void keep() {
    restorer.keeping();
  }

  @Test
  void failsWhereItWasToldAfterItsStep() {
    ChronosException full = new ChronosException(ErrorCode.STORAGE_FULL, "full");
    restorer.failing(RestoreCall.RESTORE, full);
    RestoreWork work = work();
    List<Map<String, String>> steps = new ArrayList<>();
    Object before = read();
    assertThatThrownBy(() -> restorer.restore(work, steps::add)).isSameAs(full);
    assertThat(steps).containsExactly(Map.of("step", "replacing"));
    assertThat(read()).isEqualTo(before);
    assertThat(restorer.asked(RestoreCall.RESTORE)).containsExactly(work.id());
  }

  @Test
  void obstaclesAreInThePlanUntilItRecovers() {
    Obstacle inTheWay = Obstacle.blocking(Obstacle.Kind.PLACE, "in the way", "Move it.");
    restorer.obstructed(inTheWay);
    RestoreWork work = work();
    assertThat(restorer.plan(work, PlanPage.FIRST).obstacles()).containsExactly(inTheWay);
    assertThatThrownBy(() -> restorer.restore(work, step -> {}))
        .isInstanceOf(ChronosException.class);
    restorer.recover();
    assertThat(restorer.plan(work, PlanPage.FIRST).obstacles()).isEmpty();
  }

  private RestoreWork work() {
    return trial().work(backUp(), RestoreChoice.of(Set.of(Component.CONFIG)));
  }
}
