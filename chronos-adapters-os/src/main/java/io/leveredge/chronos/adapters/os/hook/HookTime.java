package io.leveredge.chronos.adapters.os.hook;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The time that one hook has, and what an interrupt makes of it. While it is open the thread is not
 * interrupted, whatever was before; closing it gives an interrupt back.
 */
final class HookTime implements AutoCloseable {
  private final Clock clock;
  private final boolean outlivesInterrupts;
  private final long begun;
  private Duration atMost;
  private boolean interrupted;

  /**
   * @param outlivesInterrupts whether an interrupt only shortens it
   */
  HookTime(Clock clock, Duration atMost, boolean outlivesInterrupts) {
    this.clock = clock;
    this.atMost = atMost;
    this.outlivesInterrupts = outlivesInterrupts;
    this.begun = clock.nanos();
  }

  /**
   * To be called first.
   *
   * @throws ChronosException BACKUP_INTERRUPTED
   */
  void begin() {
    if (Thread.interrupted()) {
      interrupt();
    }
  }

  /**
   * The exit status, or empty where the time was not enough.
   *
   * @throws ChronosException BACKUP_INTERRUPTED
   */
  Optional<Integer> await(Child child) {
    while (true) {
      try {
        return child.await(atMost.minus(spent()));
      } catch (InterruptedException stop) {
        interrupt();
      }
    }
  }

  Duration spent() {
    return Duration.ofNanos(clock.nanos() - begun);
  }

  private void interrupt() {
    interrupted = true;
    if (!outlivesInterrupts) {
      throw new ChronosException(
          ErrorCode.BACKUP_INTERRUPTED, "The service was stopped during a hook");
    }
    Duration end = spent().plus(Hooks.AFTER_AN_INTERRUPT);
    atMost = end.compareTo(atMost) < 0 ? end : atMost;
  }

  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
