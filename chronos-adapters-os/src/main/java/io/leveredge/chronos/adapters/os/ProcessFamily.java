package io.leveredge.chronos.adapters.os;

import java.util.stream.Stream;

/**
 * A process and what it has started: its descendants and, where it began a session of its own, all
 * of that session. A process whose parent has ended is nobody's descendant, but it keeps its
 * session.
 */
final class ProcessFamily {
  /** One that is being killed may have started another meanwhile. */
  private static final int MOST_LOOKS = 10;

  private final ProcessHandle eldest;
  private final boolean ownSession;

  ProcessFamily(ProcessHandle eldest) {
    this.eldest = eldest;
    this.ownSession = isOfSession(eldest, eldest.pid());
  }

  /**
   * Ends all of it, hard, the eldest first, which might start more. Does not wait until they are
   * gone.
   */
  void kill() {
    Stream<ProcessHandle> descendants = eldest.descendants().toList().stream();
    eldest.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    for (int look = 0; ownSession && look < MOST_LOOKS && killedSome(); look++) {
      Thread.onSpinWait();
    }
  }

  /**
   * The kernel gives no new process the number of a session that still has members, so that none
   * but ours are met.
   */
  private boolean killedSome() {
    return ProcessHandle.allProcesses()
            .filter(each -> each.pid() != eldest.pid() && isOfSession(each, eldest.pid()))
            .filter(ProcessHandle::destroyForcibly)
            .count()
        > 0;
  }

  private static boolean isOfSession(ProcessHandle process, long session) {
    return ProcessStatus.of(process.pid())
        .filter(status -> status.session() == session && !status.hasEnded())
        .isPresent();
  }
}
