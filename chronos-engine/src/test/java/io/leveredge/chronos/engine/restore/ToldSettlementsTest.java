package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was settled is told to the catalog once that may be asked. */
class ToldSettlementsTest extends DeadRestoreTrial {
  @Test
  void theLogIsToldAndTheClaimGivenUpOnlyWhenTheCatalogMayBeAsked() {
    RestoreOrder order = order(Component.DATABASE);
    restoring.log.record(Restore.running(order));
    restoring.engine.leases.tryClaim(TargetName.DEFAULT, order.id().job());
    diesInTheMiddle(order, Component.DATABASE);

    Restore end = settled();
    assertThat(restoring.log.find(order.id())).contains(Restore.running(order));
    assertThat(claim()).isEqualTo(new Attempt.Busy(Optional.of(order.id().job())));

    restoring.settleDeadRestores().tell(List.of(end));
    assertThat(restoring.log.find(order.id())).contains(end);
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(claim()).isInstanceOf(Attempt.Granted.class);
  }

  @Test
  void aDeadUndoThatWasFinishedHasUndone() throws Exception {
    Restore done = restoring.restore(RestoringEngine.request(backup()));
    RestoreOrder undo = order(TargetName.DEFAULT, Optional.of(done.id()), Component.DATABASE);
    diesInTheMiddle(undo, Component.DATABASE);
    restoring.databaseRestorer.settling(new Settlement(true, "taken back", Map.of()));

    restoring.settleDeadRestores().tell(List.of(settled()));

    assertThat(restoring.log.undoable()).extracting(Restore::id).containsExactly(undo.id());
  }

  @Test
  void aClaimThatCannotBeGivenUpKeepsNothingFromTheLog() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    diesInTheMiddle(order(RestoringEngine.OTHER, Component.DATABASE), Component.DATABASE);
    SettleDeadRestores settle =
        new SettleDeadRestores(
            restoring.journal,
            restoring.engine.targets,
            restoring.engine.locks,
            restoring.unsettled,
            (target, job) -> {
              throw new ChronosException(ErrorCode.CATALOG_UNAVAILABLE, "no answer");
            },
            restoring.tell,
            restoring.engine.clock,
            new RestoreSettings(false, Duration.ZERO, RestoringEngine.UNDO));
    List<Restore> settled = settle.settle();

    settle.tell(settled);

    assertThat(restoring.log.list(Optional.empty(), 10))
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(settled);
  }

  @Test
  void withTheLogDownTheEndIsToldLater() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    Restore end = settled();
    restoring.log.goDown();
    restoring.settleDeadRestores().tell(List.of(end));
    restoring.log.comeBack();

    assertThat(restoring.tell.tellUntold()).isEqualTo(1);
    assertThat(restoring.log.find(end.id())).contains(end);
  }

  private Attempt claim() {
    return restoring.engine.leases.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next());
  }
}
