package io.leveredge.chronos.adapters.postgres.restore;

import java.util.List;

/** Waits for threads that are about to end. */
final class Threads {
  private Threads() {}

  /** Waits whatever happens; an interrupt is kept for later. */
  static void join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
