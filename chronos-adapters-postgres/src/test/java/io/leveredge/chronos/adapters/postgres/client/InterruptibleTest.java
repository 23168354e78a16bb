package io.leveredge.chronos.adapters.postgres.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptibleTest {

  @Test
  void resultAndFailureAreThoseOfTheWork() {
    int answer = Interruptible.run("work", abort -> 7);
    assertThat(answer).isEqualTo(7);
    IllegalArgumentException mistake = new IllegalArgumentException("ours");
    assertThatThrownBy(
            () ->
                Interruptible.run(
                    "work",
                    abort -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
  }

  @Test
  void interruptGivesTheWorkUpAndWaitsForItsEnd() {
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                Interruptible.run(
                    "work",
                    abort -> {
                      CountDownLatch givenUp = new CountDownLatch(1);
                      abort.whenGivenUp(givenUp::countDown);
                      caller.interrupt();
                      while (givenUp.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      ended.countDown();
                      throw new IllegalStateException("cut");
                    }))
        .isInstanceOf(ChronosException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void thatNobodyKnowsWhatCameOfItIsSaidAfterAnInterruptToo() {
    ChronosException unknown =
        new ChronosException(ErrorCode.RESTORE_OUTCOME_UNKNOWN, "the server is away");
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                Interruptible.run(
                    "work",
                    abort -> {
                      CountDownLatch givenUp = new CountDownLatch(1);
                      abort.whenGivenUp(givenUp::countDown);
                      caller.interrupt();
                      while (givenUp.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      throw unknown;
                    }))
        .isSameAs(unknown);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatBeginsAfterGivingUpIsEndedAtOnceAndWhatHasEndedIsNot() {
    Abort abort = new Abort();
    AtomicInteger done = new AtomicInteger();
    abort.whenGivenUp(() -> done.addAndGet(100)).takeBack();
    abort.whenGivenUp(() -> done.addAndGet(10));
    abort.giveUp();
    assertThat(done).hasValue(10);
    abort.whenGivenUp(done::incrementAndGet);
    assertThat(done).hasValue(11);
  }
}
