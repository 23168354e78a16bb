package io.leveredge.chronos.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every job that was taken has its thread, and none outlives the service unseen. */
@Timeout(60)
class JobThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final JobThreads threads = new JobThreads(ManualClock.atSomeTime());

  @Test
  void aJobGetsWhatWasNotedInAThreadOfItsName() throws Exception {
    CompletableFuture<String> ran = new CompletableFuture<>();
    threads.start(
        "restore-1",
        () -> "a note",
        note -> ran.complete(Thread.currentThread().getName() + " has " + note));

    assertThat(ran.get(30, TimeUnit.SECONDS)).isEqualTo("restore-1 has a note");
  }

  @Test
  void whereNotingFailsNothingIsStartedAndTheNextIsTaken() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    ChronosException full = new ChronosException(ErrorCode.STORAGE_FULL, "no room for a note");
    assertThatThrownBy(
            () ->
                threads.start(
                    "unnoted",
                    () -> {
                      throw full;
                    },
                    note -> ran.set(true)))
        .isSameAs(full);

    CompletableFuture<String> next = new CompletableFuture<>();
    threads.start("noted", () -> "a note", next::complete);
    assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("a note");
    assertThat(threads.shutDown(LONG, Duration.ZERO)).isTrue();
    assertThat(ran).isFalse();
  }

  @Test
  void afterTheEndNoJobIsTakenAndNoneNoted() throws Exception {
    threads.requireOpen();
    assertThat(threads.shutDown(Duration.ZERO, Duration.ZERO)).isTrue();

    AtomicBoolean noted = new AtomicBoolean();
    assertShuttingDown(threads::requireOpen);
    assertShuttingDown(() -> threads.start("late", () -> noted.getAndSet(true), note -> {}));
    assertThat(noted).isFalse();
  }

  @Test
  void aJobThatEndsInTimeIsNotInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread stopping = Thread.currentThread();
    threads.start(
        "nearly done",
        () -> "a note",
        note -> {
          begun.countDown();
          awaitJoinOf(stopping);
          interrupted.complete(Thread.currentThread().isInterrupted());
        });
    begun.await();

    assertThat(threads.shutDown(LONG, Duration.ZERO)).isTrue();
    assertThat(interrupted.getNow(true)).isFalse();
  }

  @Test
  void aJobThatTakesTooLongIsInterruptedAndItsCleaningUpAwaited() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean cleanedUp = new AtomicBoolean();
    Thread stopping = Thread.currentThread();
    threads.start(
        "long",
        () -> new CountDownLatch(1),
        never -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException stopped) {
            awaitJoinOf(stopping);
            cleanedUp.set(true);
          }
        });
    begun.await();

    assertThat(threads.shutDown(SHORT, LONG)).isTrue();
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void aJobThatDoesNotEndIsSaid() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    threads.start(
        "deaf",
        () -> release,
        gate -> {
          begun.countDown();
          boolean open = false;
          while (!open) {
            try {
              gate.await();
              open = true;
            } catch (InterruptedException deaf) {
              assertThat(gate.getCount()).isEqualTo(1);
            }
          }
        });
    begun.await();
    try {
      assertThat(threads.shutDown(SHORT, SHORT)).isFalse();
    } finally {
      release.countDown();
    }
    assertThat(threads.shutDown(LONG, LONG)).isTrue();
  }

  @Test
  void aJobThatFailsHasEnded() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    threads.start(
        "failing",
        () -> "a note",
        note -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
          begun.countDown();
          throw new IllegalStateException("a mistake of ours");
        });
    begun.await();

    assertThat(threads.shutDown(LONG, Duration.ZERO)).isTrue();
  }

  /** Returns once that thread waits for another to end. */
  private static void awaitJoinOf(Thread waiting) {
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void assertShuttingDown(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
  }
}
