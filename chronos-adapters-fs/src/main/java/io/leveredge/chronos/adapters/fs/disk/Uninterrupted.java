package io.leveredge.chronos.adapters.fs.disk;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work that has to be done whole although somebody may interrupt the one who waits for it. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * Works in a thread of its own: an interrupt in the middle of a channel's operation would close
   * the channel, and nobody could say whether a sync had succeeded. The caller stays interrupted.
   */
  public static <T> T call(String name, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofPlatform().daemon().name(name).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw inThisThread(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The same for work without an answer. */
  public static void run(String name, Runnable work) {
    call(
        name,
        () -> {
          work.run();
          return true;
        });
  }

  private static RuntimeException inThisThread(ExecutionException e) {
    return switch (e.getCause()) {
      case ChronosException known ->
          new ChronosException(known.code(), String.valueOf(known.getMessage()), known);
      case IllegalArgumentException bug -> bug;
      case null, default -> new IllegalStateException(e.getCause());
    };
  }
}
