package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Optional;

/** The thread that starts a server, so that another can make it give up. */
final class StartInProgress {
  private Optional<Thread> starter = Optional.empty();
  private boolean abandoned;

  /** To be called by the thread that starts. */
  synchronized void begin() {
    requireWanted();
    starter = Optional.of(Thread.currentThread());
  }

  /** That thread has done its work, or failed; what interrupted it stays with the start. */
  synchronized void end() {
    starter = Optional.empty();
    if (abandoned) {
      Thread.interrupted();
    }
  }

  /** Interrupts the start that goes on, if any, and keeps every later one from beginning. */
  synchronized void abandon() {
    abandoned = true;
    starter.ifPresent(Thread::interrupt);
  }

  /**
   * Goes on only where nobody has abandoned the start.
   *
   * @throws ChronosException SHUTTING_DOWN
   */
  synchronized void requireWanted() {
    if (abandoned) {
      throw new ChronosException(
          ErrorCode.SHUTTING_DOWN, "The start of our own PostgreSQL was given up");
    }
  }
}
