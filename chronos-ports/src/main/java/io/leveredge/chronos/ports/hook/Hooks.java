package io.leveredge.chronos.ports.hook;

import io.leveredge.chronos.ports.source.ChildLog;
import java.time.Duration;

/** The hooks of one target. */
public interface Hooks {

  /**
   * What an interrupt leaves to a hook that comes after. Two of them, that of a component and that
   * of the backup, have to fit into what a stopping service may take.
   */
  Duration AFTER_AN_INTERRUPT = Duration.ofMillis(1500);

  /**
   * Runs the hook of that point to its end, within the time that was configured for it; does
   * nothing where there is none.
   *
   * <p>An interrupt of the thread ends a hook that comes before soon; one that comes after, and so
   * may have to release what the other holds, runs in a thread that was interrupted too, and gets
   * {@link #AFTER_AN_INTERRUPT} at most from then on. The thread stays interrupted.
   *
   * <p>A hook that is ended here takes along all that it has started. What one leaves behind by
   * itself, whatever its status, goes on.
   *
   * @param children told of every process that is started. Where it cannot note one, its failure
   *     ends a hook that comes before; one that comes after runs nevertheless
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code HOOK_FAILED} where it did not
   *     succeed, with which, its exit status and the last line it complained with; {@code
   *     BACKUP_INTERRUPTED} where an interrupt ended one that comes before
   */
  void run(HookCall call, ChildLog children);
}
