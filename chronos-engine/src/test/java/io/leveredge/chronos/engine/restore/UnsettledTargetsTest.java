package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** While a restore of its is left in the middle, no other job gets a target. */
class UnsettledTargetsTest extends DeadRestoreTrial {
  @Test
  void untilItIsSettledNoOtherJobGetsItsTargetAndThatIsSaid() {
    RestoreOrder stuck = order(Component.DATABASE);
    diesInTheMiddle(stuck, Component.DATABASE);
    restoring.databaseRestorer.failing(
        RestoreCall.SETTLE,
        new ChronosException(ErrorCode.DATABASE_UNREACHABLE, "the server is down"));

    for (int time = 0; time < 2; time++) {
      assertThat(restoring.settleDeadRestores().settle()).isEmpty();
      assertThat(locked()).isEqualTo(new Attempt.Busy(Optional.of(stuck.id().job())));
      assertThat(restoring.unsettled.problems())
          .singleElement()
          .asString()
          .contains(stuck.id().value(), "no backup and no restore", "the server is down");
    }

    restoring.databaseRestorer.recover();
    assertThat(settled().id()).isEqualTo(stuck.id());
    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
    assertThat(restoring.unsettled.problems()).isEmpty();
  }

  @Test
  void whatNobodyCanTellAnyMoreIsSaidAndKeepsNobodyFromTheTarget() {
    diesInTheMiddle(order(Component.DATABASE), Component.DATABASE);
    restoring.databaseRestorer.failing(
        RestoreCall.SETTLE,
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the server forgot it"));

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();

    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
    assertThat(restoring.unsettled.problems()).singleElement().asString().contains("forgot it");
  }

  @Test
  void whileAnotherJobHasTheTargetItWaits() {
    RestoreOrder dead = order(Component.DATABASE);
    diesInTheMiddle(dead, Component.DATABASE);
    Attempt.Granted other = (Attempt.Granted) locked();

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();
    assertThat(restoring.databaseRestorer.asked(RestoreCall.SETTLE)).isEmpty();

    other.claim().close();
    assertThat(settled().id()).isEqualTo(dead.id());
  }

  @Test
  void aRestoreOfThisProcessWhoseOutcomeIsUnknownKeepsItsTargetUntilItIsSettled() throws Exception {
    restoring.databaseRestorer.failing(
        RestoreCall.RESTORE,
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the server went away"));
    Restore end = restoring.restore(RestoringEngine.request(backup()));

    assertThat(locked()).isEqualTo(new Attempt.Busy(Optional.of(end.id().job())));
    assertThat(restoring.journal.untold()).isEmpty();

    restoring.databaseRestorer.recover();
    Restore settled = settled();
    assertThat(settled.id()).isEqualTo(end.id());
    assertThat(settled.problem().orElseThrow().problem()).startsWith("the server went away");
    restoring.settleDeadRestores().tell(List.of(settled));
    assertThat(restoring.log.find(end.id())).contains(settled);
    assertThat(locked()).isInstanceOf(Attempt.Granted.class);
  }

  @Test
  void oneInTheMiddleWhoseTargetIsGoneWaitsForIt() {
    diesInTheMiddle(order(GONE, Component.DATABASE), Component.DATABASE);

    assertThat(restoring.settleDeadRestores().settle()).isEmpty();
    assertThat(restoring.journal.untold()).isEmpty();
    assertThat(restoring.journal.dead()).hasSize(1);
  }

  @Test
  void oneThatHadNotBegunNeedsNoTarget() {
    restoring.journal.begin(order(GONE, Component.DATABASE)).close();

    assertThat(settled().state()).isEqualTo(RestoreState.INTERRUPTED);
  }

  private Attempt locked() {
    return restoring.engine.locks.tryClaim(TargetName.DEFAULT, restoring.engine.ids.next());
  }
}
