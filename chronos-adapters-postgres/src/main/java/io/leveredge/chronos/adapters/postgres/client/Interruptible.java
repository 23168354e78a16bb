package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Runs work that hears no interrupts on a thread of its own, so that the caller's are heard. */
public final class Interruptible {
  private Interruptible() {}

  /**
   * Runs the work and waits for its end, whatever happens. On an interrupt the work is given up,
   * and the caller's thread is interrupted still.
   *
   * @param name of the thread
   * @param work told how it can be ended
   */
  public static <T> T run(String name, Function<Abort, T> work) {
    return run(name, ErrorCode.DUMP_INTERRUPTED, "The dump was stopped by the service", work);
  }

  /**
   * The same for work of another kind. That it was stopped is all there is to say of work that
   * fails after an interrupt, unless it does not know what came of it: then nothing may say more.
   *
   * @param stopped the code of the exception after an interrupt
   * @param message its message
   */
  public static <T> T run(String name, ErrorCode stopped, String message, Function<Abort, T> work) {
    Abort abort = new Abort();
    FutureTask<T> task = new FutureTask<>(() -> work.apply(abort));
    Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
    boolean interrupted = false;
    try {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          interrupted = true;
          abort.giveUp();
          thread.interrupt();
        }
      }
      if (interrupted && task.state() != Future.State.SUCCESS && !unknownOutcome(task)) {
        throw new ChronosException(stopped, message, task.exceptionNow());
      }
      return result(task);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean unknownOutcome(FutureTask<?> task) {
    return task.exceptionNow() instanceof ChronosException failure
        && failure.code() == ErrorCode.RESTORE_OUTCOME_UNKNOWN;
  }

  private static <T> T result(FutureTask<T> task) {
    if (task.state() == Future.State.SUCCESS) {
      return task.resultNow();
    }
    Throwable failure = task.exceptionNow();
    switch (failure) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }
}
