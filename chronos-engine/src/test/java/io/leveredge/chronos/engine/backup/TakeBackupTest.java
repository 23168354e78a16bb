package io.leveredge.chronos.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.job.Progress;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One use case from its request to its record, in the order of its steps. */
class TakeBackupTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private final Engine engine = new Engine();

  @Test
  void completedBackupIsPublishedAndTheCatalogKnows() throws Exception {
    Backup backup = engine.take(FULL);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(engine.store.find(backup.id())).contains(backup);
    assertThat(engine.catalog.find(backup.id())).contains(backup);
    assertThat(engine.journal.untold()).isEmpty();
    assertThat(engine.running.all()).isEmpty();
    assertThat(engine.store.staged()).isEmpty();
  }

  @Test
  void whatIsAskedForAndNotConfiguredIsReported() throws Exception {
    Backup backup = engine.take(FULL);
    assertThat(backup.published().orElseThrow().components())
        .extracting(ComponentResult::component, ComponentResult::state)
        .containsExactly(
            tuple(Component.DATABASE, ComponentResult.State.COMPLETED),
            tuple(Component.WORKFLOWS, ComponentResult.State.NOT_CONFIGURED),
            tuple(Component.CONFIG, ComponentResult.State.NOT_CONFIGURED));
  }

  @Test
  void failedSourceLeavesNothingReadable() throws Exception {
    engine.database.failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump gave up"));
    Backup backup = engine.take(FULL);
    assertThat(backup.outcome())
        .isEqualTo(
            new Backup.Outcome.Unfinished(
                BackupState.FAILED, engine.clock.now(), ErrorCode.DUMP_FAILED, "pg_dump gave up"));
    assertNothingReadable();
    assertThat(engine.catalog.find(backup.id())).contains(backup);
  }

  @Test
  void aMistakeOfOursEndsTheJobToo() throws Exception {
    engine.database.failing(new IllegalStateException("never thought of"));
    Backup backup = engine.take(FULL);
    assertThat(backup.state()).isEqualTo(BackupState.FAILED);
    assertNothingReadable();
  }

  @Test
  void storageThatFailsLateLeavesNothingReadable() throws Exception {
    engine.store.fail(StorageCall.PUBLISH, ErrorCode.STORAGE_FULL);
    Backup backup = engine.take(FULL);
    assertThat(backup.outcome())
        .isInstanceOfSatisfying(
            Backup.Outcome.Unfinished.class,
            end -> assertThat(end.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    engine.store.mend();
    assertNothingReadable();
  }

  @Test
  void aSourceThatWasNotReadWholeGivesPartial() throws Exception {
    engine.database.missing("half of it");
    assertThat(engine.take(FULL).state()).isEqualTo(BackupState.PARTIAL);
  }

  @Test
  void theBackupCountsWhileTheCatalogIsDownAndIsToldLater() throws Exception {
    engine.catalog.goDown();
    Backup backup = engine.take(FULL);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(engine.history.find(backup.id())).contains(backup);
    engine.catalog.comeBack();
    assertThat(engine.catalog.find(backup.id())).isEmpty();
    engine.reconcileCatalog().reconcile();
    assertThat(engine.catalog.find(backup.id())).contains(backup);
    assertThat(engine.journal.untold()).isEmpty();
  }

  @Test
  void withoutTheCatalogTheLockBesideTheBackupsCounts() {
    TargetClaims unreachable =
        (target, job) -> {
          throw new ChronosException(ErrorCode.CATALOG_UNAVAILABLE, "no answer");
        };
    CountDownLatch gate = engine.database.hold();
    TakeBackup takeBackup = engine.takeBackup(unreachable);
    assertThat(takeBackup.accept(FULL)).isInstanceOf(Acceptance.Accepted.class);
    assertThat(takeBackup.accept(FULL)).isInstanceOf(Acceptance.Busy.class);
    gate.countDown();
  }

  @Test
  void aBusyTargetIsAnsweredWithTheJobThatRuns() throws Exception {
    CountDownLatch gate = engine.database.hold();
    BackupJob running = engine.start(FULL);
    assertThat(engine.takeBackup.accept(FULL))
        .isEqualTo(new Acceptance.Busy(Optional.of(running.id())));
    gate.countDown();
    Engine.end(running);
    assertThat(engine.takeBackup.accept(FULL)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aClaimHeldElsewhereGivesTheLockBack() {
    engine.leases.tryClaim(TargetName.DEFAULT, engine.ids.next());
    assertThat(engine.takeBackup.accept(FULL)).isInstanceOf(Acceptance.Busy.class);
    assertThat(engine.locks.tryClaim(TargetName.DEFAULT, engine.ids.next()))
        .isInstanceOf(TargetClaims.Attempt.Granted.class);
  }

  @Test
  void aClaimThatPassedToAnotherKeepsTheBackupFromBeingPublished() throws Exception {
    assertClaimLost(takeWhile(() -> engine.leases.passTo(TargetName.DEFAULT, engine.ids.next())));
  }

  @Test
  void aCatalogThatGoesAwayDuringTheBackupCostsNothing() throws Exception {
    Backup backup =
        takeWhile(
            () -> {
              engine.leases.fallSilent();
              engine.catalog.goDown();
            });
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(engine.store.find(backup.id())).contains(backup);
    assertThat(engine.journal.untold()).containsExactly(backup);
    engine.catalog.comeBack();
    engine.reconcileCatalog().reconcile();
    assertThat(engine.catalog.find(backup.id())).contains(backup);
  }

  @Test
  void aClaimThatNobodyTookDuringTheOutageIsStillHeld() throws Exception {
    Backup backup =
        takeWhile(
            () -> {
              engine.leases.fallSilent();
              engine.leases.answerAgain();
            });
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
  }

  @Test
  void aClaimThatAnotherTookDuringTheOutageKeepsTheBackupFromBeingPublished() throws Exception {
    assertClaimLost(
        takeWhile(
            () -> {
              engine.leases.fallSilent();
              engine.leases.passTo(TargetName.DEFAULT, engine.ids.next());
              engine.leases.answerAgain();
            }));
  }

  @Test
  void whereTheCatalogIsSilentALostLockKeepsTheBackupFromBeingPublished() throws Exception {
    assertClaimLost(
        takeWhile(
            () -> {
              engine.leases.fallSilent();
              engine.locks.passTo(TargetName.DEFAULT, engine.ids.next());
            }));
  }

  @Test
  void aClaimOfWhichNothingKnowsKeepsTheBackupFromBeingPublished() throws Exception {
    assertClaimLost(
        takeWhile(
            () -> {
              engine.leases.fallSilent();
              engine.locks.fallSilent();
            }));
  }

  @Test
  void aHopelessRunIsRefusedAndNothingIsStarted() {
    engine.store.setFreeSpace(ByteCount.of(1000));
    engine.database.estimating(ByteCount.of(6000));
    assertRefused(FULL, ErrorCode.INSUFFICIENT_SPACE);
    engine.database.estimating(ByteCount.of(600));
    assertThat(engine.takeBackup.accept(FULL)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void theLastSizeCountsMoreThanTheSourcesOwnEstimate() throws Exception {
    engine.database.estimating(ByteCount.of(9));
    Backup last = engine.take(FULL);
    engine.store.setFreeSpace(last.published().orElseThrow().size());
    assertRefused(FULL, ErrorCode.INSUFFICIENT_SPACE);
  }

  @Test
  void typesOfLaterVersionsAndForeignComponentsAreRefused() {
    assertRefused(BackupRequest.manual(BackupType.INCREMENTAL), ErrorCode.NOT_YET_SUPPORTED);
    assertRefused(BackupRequest.manual(BackupType.WORKFLOWS), ErrorCode.NOTHING_CONFIGURED);
    assertRefused(request(BackupType.DATABASE, Set.of(Component.CONFIG)), ErrorCode.INVALID_FIELD);
    assertRefused(request(BackupType.FULL, Set.of(Component.CONFIG)), ErrorCode.NOTHING_CONFIGURED);
  }

  @Test
  void aNameThatIsNoTargetsIsKeptAsALabel() throws Exception {
    BackupRequest named =
        new BackupRequest(
            BackupType.FULL,
            Set.of(),
            Tier.MANUAL,
            Optional.empty(),
            Optional.of("Billing service"),
            List.of("pre-deploy"),
            Optional.empty(),
            "anonymous",
            Optional.empty());
    assertThat(engine.take(named).order().labels())
        .containsExactly("pre-deploy", "Billing service");
  }

  @Test
  void aStopRefusesNewRequestsAndInterruptsWhatDoesNotEnd() throws Exception {
    engine.database.hold();
    BackupJob job = engine.start(FULL);
    engine.database.awaitBegun();
    assertThat(engine.threads.shutDown(Duration.ZERO, Duration.ofSeconds(20))).isTrue();
    assertThat(Engine.end(job).state()).isEqualTo(BackupState.INTERRUPTED);
    assertNothingReadable();
    assertRefused(FULL, ErrorCode.SHUTTING_DOWN);
  }

  @Test
  void progressTellsComponentAndBytes() throws Exception {
    CountDownLatch gate = engine.database.hold();
    BackupJob job = engine.start(FULL);
    engine.database.awaitBegun();
    engine.clock.advance(Duration.ofSeconds(2));
    Progress progress = job.progress();
    assertThat(progress.component()).contains(Component.DATABASE);
    assertThat(progress.read()).isEqualTo(ByteCount.of(18));
    assertThat(progress.bytesPerSecond()).isEqualTo(9);
    gate.countDown();
    Engine.end(job);
  }

  private void assertRefused(BackupRequest request, ErrorCode code) {
    int before = engine.database.captured().size();
    assertThatThrownBy(() -> engine.takeBackup.accept(request))
        .isInstanceOfSatisfying(
            ChronosException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    assertThat(engine.database.captured()).hasSize(before);
    assertThat(engine.running.all()).isEmpty();
    assertThat(engine.locks.tryClaim(TargetName.DEFAULT, engine.ids.next()))
        .as("the claim was given back")
        .isInstanceOfSatisfying(
            TargetClaims.Attempt.Granted.class, granted -> granted.claim().close());
  }

  /** Takes a backup during which something happens. */
  private Backup takeWhile(Runnable event) throws Exception {
    CountDownLatch gate = engine.database.hold();
    BackupJob job = engine.start(FULL);
    engine.database.awaitBegun();
    event.run();
    gate.countDown();
    return Engine.end(job);
  }

  private void assertClaimLost(Backup backup) {
    assertThat(backup.outcome())
        .isInstanceOfSatisfying(
            Backup.Outcome.Unfinished.class,
            end -> assertThat(end.code()).isEqualTo(ErrorCode.CLAIM_LOST));
    assertNothingReadable();
  }

  private void assertNothingReadable() {
    assertThat(engine.store.published()).isEmpty();
    assertThat(engine.store.staged()).isEmpty();
  }

  private static BackupRequest request(BackupType type, Set<Component> components) {
    return new BackupRequest(
        type,
        components,
        Tier.MANUAL,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "anonymous",
        Optional.empty());
  }
}
