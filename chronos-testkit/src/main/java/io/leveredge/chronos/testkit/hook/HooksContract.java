package io.leveredge.chronos.testkit.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.source.ChildLog;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all {@link Hooks} promise, whatever a hook is. */
@Timeout(60)
public abstract class HooksContract {
  /** The points of the hooks under test. */
  protected static final HookPoint BEFORE = HookPoint.of(Moment.BEFORE, Component.DATABASE);

  protected static final HookPoint AFTER = HookPoint.of(Moment.AFTER, Component.DATABASE);

  private static final ChildLog FULL_DISK =
      child -> {
        throw new ChronosException(ErrorCode.STORAGE_FULL, "no space for a note");
      };

  private final List<ChildIdentity> noted = new ArrayList<>();

  /** Hooks of {@link #BEFORE} and {@link #AFTER} that succeed, and of no other point. */
  protected abstract Hooks succeeding();

  /** The same two, ending with that status after that complaint. */
  protected abstract Hooks failing(int status, String complaint);

  /** The same two, ending never. */
  protected abstract Hooks endless();

  /** How often a hook of {@link #succeeding()} came to its end. */
  protected abstract int succeeded();

  /** Whether a process of that identity still runs. */
  protected abstract boolean runs(ChildIdentity child);

  /** The call of one of the two. */
  protected static HookCall call(HookPoint point) {
    return point.moment() == Moment.BEFORE
        ? HookCall.before(point, SampleBackups.order(1))
        : HookCall.after(point, SampleBackups.order(1), BackupState.COMPLETED);
  }

  @AfterEach
  void noInterruptIsLeft() {
    Thread.interrupted();
  }

  @Test
  void aHookThatSucceedsHasRunAndIsNoted() {
    succeeding().run(call(BEFORE), noted::add);
    assertThat(succeeded()).isEqualTo(1);
    assertThat(noted).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void aPointWithoutAHookDoesNothing() {
    succeeding().run(call(HookPoint.ofBackup(Moment.BEFORE)), noted::add);
    assertThat(succeeded()).isZero();
    assertThat(noted).isEmpty();
  }

  @Test
  void aHookThatFailsSaysWhichItIsAndHowItEnded() {
    ChronosException failure = failure(failing(3, "no such queue"), BEFORE, noted::add);
    assertThat(failure.code()).isEqualTo(ErrorCode.HOOK_FAILED);
    assertThat(failure).hasMessageContainingAll("before-database", "status 3", "no such queue");
  }

  @Test
  void anInterruptEndsAHookThatComesBefore() {
    ChronosException failure = failure(endless(), BEFORE, this::noteAndInterrupt);
    assertThat(failure.code()).isEqualTo(ErrorCode.BACKUP_INTERRUPTED);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(noted).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void inAnInterruptedThreadNoHookThatComesBeforeIsStarted() {
    Thread.currentThread().interrupt();
    ChronosException failure = failure(succeeding(), BEFORE, noted::add);
    assertThat(failure.code()).isEqualTo(ErrorCode.BACKUP_INTERRUPTED);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(noted).isEmpty();
  }

  @Test
  void aHookThatComesAfterRunsInAnInterruptedThread() {
    Hooks hooks = succeeding();
    Thread.currentThread().interrupt();
    hooks.run(call(AFTER), noted::add);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(succeeded()).isEqualTo(1);
  }

  @Test
  void anInterruptLeavesAHookThatComesAfterLittleTime() {
    long begun = System.nanoTime();
    ChronosException failure = failure(endless(), AFTER, this::noteAndInterrupt);
    assertThat(failure.code()).isEqualTo(ErrorCode.HOOK_FAILED);
    assertThat(System.nanoTime() - begun)
        .isBetween(Hooks.AFTER_AN_INTERRUPT.toNanos(), 4 * Hooks.AFTER_AN_INTERRUPT.toNanos());
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(noted).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void whereNothingCanBeNotedAHookThatComesBeforeFails() {
    ChronosException failure =
        failure(
            endless(),
            BEFORE,
            child -> {
              noted.add(child);
              FULL_DISK.started(child);
            });
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(noted).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void whereNothingCanBeNotedAHookThatComesAfterRuns() {
    succeeding().run(call(AFTER), FULL_DISK);
    assertThat(succeeded()).isEqualTo(1);
  }

  private void noteAndInterrupt(ChildIdentity child) {
    noted.add(child);
    Thread.currentThread().interrupt();
  }

  private static ChronosException failure(Hooks hooks, HookPoint point, ChildLog children) {
    return catchThrowableOfType(ChronosException.class, () -> hooks.run(call(point), children));
  }
}
