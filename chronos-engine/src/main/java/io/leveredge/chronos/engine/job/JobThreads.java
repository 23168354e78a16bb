package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
   *     throws, the job is not begun, and where no thread can be had, nothing is noted
   * @throws ChronosException {@code SHUTTING_DOWN}, or what {@code noted} throws
   */
  public synchronized <N> void start(String name, Supplier<N> noted, Consumer<N> job) {
    requireOpen();
    CompletableFuture<Optional<N>> note = new CompletableFuture<>();
    Thread thread = new Thread(() -> afterNote(note, job), name);
    thread.start();
    threads.add(thread);
    try {
      note.complete(Optional.of(noted.get()));
    } finally {
      note.complete(Optional.empty()); // Of use where there is none.
    }
  }

  private <N> void afterNote(CompletableFuture<Optional<N>> note, Consumer<N> job) {
    try {
      note.join().ifPresent(job);
    } finally {
      forget(Thread.currentThread());
    }
  }

  /** Not before it was remembered. */
  private synchronized void forget(Thread thread) {
    threads.remove(thread);
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
