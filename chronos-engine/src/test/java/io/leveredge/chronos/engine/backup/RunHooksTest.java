package io.leveredge.chronos.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When hooks run, and what they change. */
@Timeout(60)
class RunHooksTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private static final HookPoint BEFORE_BACKUP = HookPoint.ofBackup(Moment.BEFORE);
  private static final HookPoint AFTER_BACKUP = HookPoint.ofBackup(Moment.AFTER);
  private static final HookPoint BEFORE_DATABASE = HookPoint.of(Moment.BEFORE, Component.DATABASE);
  private static final HookPoint AFTER_DATABASE = HookPoint.of(Moment.AFTER, Component.DATABASE);
  private static final List<String> ALL_OF_A_DATABASE =
      List.of("before-backup", "before-database", "after-database", "after-backup");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Engine engine = new Engine();

  @Test
  void hooksRunAroundEachCaptureAndAroundTheWhole() throws Exception {
    CountDownLatch gate = engine.database.hold();
    BackupJob job = engine.start(FULL);
    engine.database.awaitBegun();
    assertThat(engine.hooks.points()).containsExactly("before-backup", "before-database");
    gate.countDown();
    Backup backup = Engine.end(job);
    assertThat(engine.hooks.points())
        .as("what is not configured is not captured, and has no hooks")
        .isEqualTo(ALL_OF_A_DATABASE);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
  }

  @Test
  void hooksThatComeAfterLearnHowItEndedAndTheLastOneWhereItIs() throws Exception {
    engine.database.missing("half of it");
    Backup backup = engine.take(FULL);
    assertThat(call(AFTER_DATABASE).ended()).contains(BackupState.PARTIAL);
    assertThat(call(AFTER_DATABASE).directory()).isEmpty();
    assertThat(call(AFTER_BACKUP).ended()).contains(BackupState.PARTIAL);
    assertThat(call(AFTER_BACKUP).directory())
        .isPresent()
        .isEqualTo(backup.published().map(Backup.Outcome.Published::directory));
  }

  @Test
  void aFailingHookBeforeTheBackupKeepsEverythingFromBeingRead() throws Exception {
    engine.hooks.failing(BEFORE_BACKUP, 3, "no such queue");
    assertFailedByAHook(engine.take(FULL), "no such queue");
    assertThat(engine.database.captured()).isEmpty();
    assertThat(engine.hooks.points()).containsExactly("before-backup", "after-backup");
    assertThat(call(AFTER_BACKUP).ended()).contains(BackupState.FAILED);
  }

  @Test
  void aFailingHookBeforeACaptureAbortsTheBackupAndBothAreReleased() throws Exception {
    engine.hooks.failing(BEFORE_DATABASE, 3, "no such queue");
    assertFailedByAHook(engine.take(FULL), "no such queue");
    assertThat(engine.database.captured()).isEmpty();
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
    assertThat(call(AFTER_DATABASE).ended()).contains(BackupState.FAILED);
    assertThat(call(AFTER_BACKUP).ended()).contains(BackupState.FAILED);
  }

  @Test
  void aFailedCaptureIsReleasedOnceAndStaysTheReason() throws Exception {
    engine.database.failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump gave up"));
    engine.hooks.failing(AFTER_DATABASE, 1, "cannot go on");
    assertThat(unfinished(engine.take(FULL)).code()).isEqualTo(ErrorCode.DUMP_FAILED);
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
    assertThat(call(AFTER_DATABASE).ended()).contains(BackupState.FAILED);
  }

  @Test
  void aMistakeOfOursReleasesToo() throws Exception {
    engine.database.failing(new IllegalStateException("never thought of"));
    assertThat(unfinished(engine.take(FULL)).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
  }

  @Test
  void aFullDiskReleasesToo() throws Exception {
    engine.store.fail(StorageCall.PUBLISH, ErrorCode.STORAGE_FULL);
    assertThat(unfinished(engine.take(FULL)).code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
    assertThat(call(AFTER_DATABASE).ended()).contains(BackupState.COMPLETED);
    assertThat(call(AFTER_BACKUP).ended()).contains(BackupState.FAILED);
    assertThat(call(AFTER_BACKUP).directory()).isEmpty();
  }

  @Test
  void aFailingHookAfterACaptureIsANoteAndTheBackupStaysWhole() throws Exception {
    engine.hooks.failing(AFTER_DATABASE, 1, "cannot go on");
    Backup backup = engine.take(FULL);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    ComponentResult database = backup.published().orElseThrow().components().getFirst();
    assertThat(database.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(database.notes())
        .singleElement()
        .asString()
        .contains("after-database", "cannot go on");
  }

  @Test
  void whatGoesWrongAfterTheBackupChangesNothingAboutIt() throws Exception {
    engine.hooks.failing(AFTER_BACKUP, 1, "cannot go on");
    Backup first = engine.take(FULL);
    engine.hooks.failing(AFTER_BACKUP, new IllegalStateException("a mistake of ours"));
    Backup second = engine.take(FULL);
    assertThat(engine.store.published()).containsExactlyInAnyOrder(first, second);
    assertThat(engine.running.all()).isEmpty();
  }

  @Test
  void aStopEndsAHookAndBothAreReleased() throws Exception {
    engine.hooks.endless(BEFORE_DATABASE);
    BackupJob job = engine.start(FULL);
    engine.hooks.awaitEndless();
    assertThat(engine.threads.shutDown(Duration.ZERO, LONG)).isTrue();
    assertThat(Engine.end(job).state()).isEqualTo(BackupState.INTERRUPTED);
    assertThat(engine.database.captured()).isEmpty();
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
    assertThat(call(AFTER_DATABASE).ended()).contains(BackupState.INTERRUPTED);
    assertThat(call(AFTER_BACKUP).ended()).contains(BackupState.INTERRUPTED);
  }

  @Test
  void aStopDuringACaptureReleases() throws Exception {
    engine.database.hold();
    BackupJob job = engine.start(FULL);
    engine.database.awaitBegun();
    assertThat(engine.threads.shutDown(Duration.ZERO, LONG)).isTrue();
    assertThat(Engine.end(job).state()).isEqualTo(BackupState.INTERRUPTED);
    assertThat(engine.hooks.points()).isEqualTo(ALL_OF_A_DATABASE);
    assertThat(engine.hooks.succeeded()).hasSize(4);
  }

  @Test
  void nothingBeginsThatWouldHaveToBeReleasedOnceTheServiceIsStopped() throws Exception {
    engine.hooks.endless(BEFORE_BACKUP);
    BackupJob job = engine.start(FULL);
    engine.hooks.awaitEndless();
    assertThat(engine.threads.shutDown(Duration.ZERO, LONG)).isTrue();
    assertThat(Engine.end(job).state()).isEqualTo(BackupState.INTERRUPTED);
    assertThat(engine.hooks.points()).containsExactly("before-backup", "after-backup");
  }

  @Test
  void aHookAfterTheBackupThatIsStoppedLeavesTheBackupAsItIs() throws Exception {
    engine.hooks.endless(AFTER_BACKUP);
    BackupJob job = engine.start(FULL);
    engine.hooks.awaitEndless();
    assertThat(job.end().toCompletableFuture()).as("told when it is released").isNotDone();
    assertThat(engine.threads.shutDown(Duration.ZERO, LONG)).isTrue();
    Backup end = Engine.end(job);
    assertThat(end.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(engine.store.find(end.id())).contains(end);
    assertThat(engine.catalog.find(end.id())).contains(end);
  }

  private HookCall call(HookPoint point) {
    List<HookCall> calls =
        engine.hooks.begun().stream().filter(call -> call.point().equals(point)).toList();
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }

  private void assertFailedByAHook(Backup backup, String complaint) {
    Backup.Outcome.Unfinished end = unfinished(backup);
    assertThat(end.state()).isEqualTo(BackupState.FAILED);
    assertThat(end.code()).isEqualTo(ErrorCode.HOOK_FAILED);
    assertThat(end.problem()).contains(complaint);
    assertThat(engine.store.published()).isEmpty();
    assertThat(engine.store.staged()).isEmpty();
  }

  private static Backup.Outcome.Unfinished unfinished(Backup backup) {
    return Optional.of(backup.outcome())
        .filter(Backup.Outcome.Unfinished.class::isInstance)
        .map(Backup.Outcome.Unfinished.class::cast)
        .orElseThrow();
  }
}
