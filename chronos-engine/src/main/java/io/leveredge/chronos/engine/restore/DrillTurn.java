package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one drill that may run, and the thread of its trials, so that a stop can end them. */
final class DrillTurn {
  private static final String TRY_AGAIN_SECONDS = "60";

  private final Semaphore free = new Semaphore(1);
  private Optional<Thread> runner = Optional.empty();
  private boolean stopped;

  /**
   * Runs the drill.
   *
   * @throws ChronosException {@code TARGET_BUSY} while another runs, {@code SHUTTING_DOWN}
   */
  <T> T take(Supplier<T> drill) {
    if (!free.tryAcquire()) {
      throw new ChronosException(ErrorCode.TARGET_BUSY, "Another drill runs")
          .with("retry_after_seconds", TRY_AGAIN_SECONDS);
    }
    try {
      return drill.get();
    } finally {
      free.release();
    }
  }

  /**
   * Runs its trials, which hear an interrupt; nothing else of a drill is interrupted.
   *
   * @throws ChronosException {@code SHUTTING_DOWN}
   */
  <T> T interruptibly(Supplier<T> trials) {
    begin();
    try {
      return trials.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    if (stopped) {
      throw new ChronosException(ErrorCode.SHUTTING_DOWN, "The drill was stopped by the service");
    }
    runner = Optional.of(Thread.currentThread());
  }

  /** The thread is others' again, and our interrupt with it at an end. */
  private synchronized void end() {
    runner = Optional.empty();
    if (stopped) {
      Thread.interrupted();
    }
  }

  /** Interrupts the trials that run, and lets none begin any more. */
  synchronized void stop() {
    stopped = true;
    runner.ifPresent(Thread::interrupt);
  }

  /** Waits until no drill runs; false where one still does after that time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    boolean none = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (none) {
      free.release();
    }
    return none;
  }
}
