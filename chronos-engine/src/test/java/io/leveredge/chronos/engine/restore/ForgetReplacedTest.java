package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import io.leveredge.chronos.testkit.restore.ScriptedRestorer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What restores have replaced is kept as long as promised, and then goes. */
class ForgetReplacedTest {
  private final RestoringEngine restoring = new RestoringEngine();

  @BeforeEach
  void keeping() {
    restoring.databaseRestorer.keeping();
    restoring.fileRestorer.keeping();
    restoring.otherRestorer.keeping();
  }

  @Test
  void nothingGoesAsLongAsItCanBeUndone() throws Exception {
    Restore done = restore();
    restoring.engine.clock.advance(RestoringEngine.UNDO);

    assertThat(forget()).isZero();
    assertThat(recorded(done)).isEqualTo(done);
    assertThat(keeps(done, Component.DATABASE)).isTrue();
    assertThat(restoring.undo(done).components()).hasSize(2);
  }

  @Test
  void afterItsTimeWhatWasReplacedGoesAndTheRecordSaysSo() throws Exception {
    Restore done = restore();
    afterItsTime();

    assertThat(forget()).isEqualTo(1);
    assertThat(keeps(done, Component.DATABASE)).isFalse();
    assertThat(keeps(done, Component.CONFIG)).isFalse();
    assertThat(recorded(done)).isEqualTo(done.notUndoable());
    assertThat(forget()).as("once").isZero();
  }

  @Test
  void whatCouldNotBeRemovedIsTriedAgain() throws Exception {
    Restore done = restore();
    restoring.fileRestorer.failing(
        RestoreCall.FORGET, new ChronosException(ErrorCode.STORAGE_FAILED, "read-only"));
    afterItsTime();

    assertThat(forget()).isZero();
    assertThat(recorded(done)).as("something is still kept of it").isEqualTo(done);

    restoring.fileRestorer.recover();
    assertThat(forget()).isEqualTo(1);
    assertThat(keeps(done, Component.CONFIG)).isFalse();
  }

  @Test
  void oneThatCannotBeRemovedKeepsNoOtherFromIt() throws Exception {
    Restore other = restoreTheOther();
    Restore stuck = restore();
    Restore third = restoreTheOther();
    restoring.databaseRestorer.failing(
        RestoreCall.FORGET, new ChronosException(ErrorCode.DATABASE_UNREACHABLE, "down"));
    afterItsTime();

    assertThat(forget()).isEqualTo(2);
    assertThat(restoring.log.undoable()).containsExactly(stuck);
    assertThat(recorded(other)).isEqualTo(other.notUndoable());
    assertThat(recorded(third)).isEqualTo(third.notUndoable());
  }

  @Test
  void aMistakeWithOneKeepsNoOtherFromIt() throws Exception {
    Restore stuck = restore();
    Restore other = restoreTheOther();
    restoring.databaseRestorer.failing(RestoreCall.FORGET, new IllegalStateException("a mistake"));
    afterItsTime();

    assertThat(forget()).isEqualTo(1);
    assertThat(restoring.log.undoable()).containsExactly(stuck);
    assertThat(recorded(other)).isEqualTo(other.notUndoable());
  }

  @Test
  void aBusyTargetIsLeftForLater() throws Exception {
    Restore done = restore();
    afterItsTime();
    for (MemoryTargetClaims claims : List.of(restoring.engine.locks, restoring.engine.leases)) {
      BackupId job = restoring.engine.ids.next();
      assertThat(claims.tryClaim(TargetName.DEFAULT, job)).isInstanceOf(Attempt.Granted.class);

      assertThat(forget()).isZero();
      assertThat(recorded(done)).isEqualTo(done);
      assertThat(keeps(done, Component.DATABASE)).isTrue();
      claims.abandon(TargetName.DEFAULT, job);
    }
    assertThat(forget()).isEqualTo(1);
  }

  @Test
  void theTargetIsFreeAgainWhateverCameOfIt() throws Exception {
    restore();
    restoring.fileRestorer.failing(
        RestoreCall.FORGET, new ChronosException(ErrorCode.STORAGE_FAILED, "read-only"));
    afterItsTime();
    forget();
    assertFree();

    restoring.fileRestorer.recover();
    forget();
    assertFree();
  }

  @Test
  void whatATargetKeepsThatIsGoneWaitsForIt() throws Exception {
    Restore done = restore();
    afterItsTime();

    assertThat(elsewhere().forget()).isZero();
    assertThat(recorded(done)).isEqualTo(done);
  }

  @Test
  void whereNothingWasKeptNoTargetIsNeeded() throws Exception {
    Restore kept = restoreTheOther();
    restoring.log.record(
        new Restore(
            kept.order(),
            kept.state(),
            kept.endedAt(),
            kept.safety(),
            List.of(ComponentOutcome.restored(Component.DATABASE, Map.of())),
            kept.problem(),
            kept.undoUntil()));
    afterItsTime();

    assertThat(elsewhere().forget()).isEqualTo(1);
  }

  @Test
  void aLogThatDoesNotAnswerIsSaid() throws Exception {
    Restore done = restore();
    afterItsTime();
    restoring.log.goDown();

    assertThatThrownBy(this::forget)
        .isInstanceOfSatisfying(
            ChronosException.class,
            down -> assertThat(down.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));
    assertThat(keeps(done, Component.DATABASE)).isTrue();
  }

  private Restore restore() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.spoil();
    return restoring.restore(RestoringEngine.request(backup));
  }

  private Restore restoreTheOther() throws Exception {
    return restoring.restore(
        RestoringEngine.request(restoring.backUp(RestoringEngine.OTHER, Component.DATABASE).id()));
  }

  private void afterItsTime() {
    restoring.engine.clock.advance(RestoringEngine.UNDO.plus(Duration.ofSeconds(1)));
  }

  private int forget() {
    return restoring.forgetReplaced().forget();
  }

  /** The same where only a third target, of which nothing was restored, is configured. */
  private ForgetReplaced elsewhere() {
    return new ForgetReplaced(
        restoring.log,
        new Targets(List.of(ProtectedTarget.of(new TargetName("third"), Codec.GZIP, List.of()))),
        restoring.claims,
        restoring.engine.ids,
        restoring.engine.clock);
  }

  private Restore recorded(Restore done) {
    return restoring.log.find(done.id()).orElseThrow();
  }

  private boolean keeps(Restore done, Component component) {
    ScriptedRestorer restorer =
        component == Component.DATABASE ? restoring.databaseRestorer : restoring.fileRestorer;
    return done.components().stream()
        .filter(outcome -> outcome.component() == component)
        .anyMatch(restorer::keeps);
  }

  private void assertFree() {
    for (MemoryTargetClaims claims : List.of(restoring.engine.locks, restoring.engine.leases)) {
      BackupId job = restoring.engine.ids.next();
      assertThat(claims.tryClaim(TargetName.DEFAULT, job)).isInstanceOf(Attempt.Granted.class);
      claims.abandon(TargetName.DEFAULT, job);
    }
  }
}
