package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each job a thread of its own, and at the end sees that none is left. */
public final class JobThreads {
  private final Clock clock;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private boolean open = true;

  public JobThreads(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes sure that jobs are still taken.
   *
   * @throws ChronosException {@code SHUTTING_DOWN} once no job is taken any more
   */
  public synchronized void requireOpen() {
    if (!open) {
      throw new ChronosException(ErrorCode.SHUTTING_DOWN, "The service is stopping");
    }
  }

  /**
   * Starts a thread for the job.
   *
   * @param noted what has to be true before it runs, for example a note in a journal; where it
   *     throws, nothing is started
   * @throws ChronosException {@code SHUTTING_DOWN}, or what {@code noted} throws
   */
  public synchronized <N> void start(
      String name, java.util.function.Supplier<N> noted, java.util.function.Consumer<N> job) {
    requireOpen();
    N note = noted.get();
    Thread thread =
        new Thread(
            () -> {
              try {
                job.accept(note);
              } finally {
                threads.remove(Thread.currentThread());
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  /**
   * Takes no more jobs, gives running ones so long to end, then interrupts them and waits for their
   * cleaning up.
   *
   * @return whether every job has ended
   */
  public boolean shutDown(Duration patience, Duration cleaningUp) throws InterruptedException {
    synchronized (this) {
      open = false;
    }
    if (awaitAll(patience)) {
      return true;
    }
    threads.forEach(Thread::interrupt);
    return awaitAll(cleaningUp);
  }

  private boolean awaitAll(Duration atMost) throws InterruptedException {
    long deadline = clock.nanos() + atMost.toNanos();
    for (Thread thread : threads) {
      long left = deadline - clock.nanos();
      if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
        return threads.isEmpty();
      }
    }
    return true;
  }
}
