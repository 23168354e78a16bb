package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.source.ChildLog;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The hooks of one run. Whenever the one before was begun the one after follows, once, whatever
 * became of what lies between: an application that holds still is let go.
 */
final class RunHooks {
  private static final System.Logger LOG = System.getLogger(RunHooks.class.getName());

  private final BackupJob job;
  private final Hooks hooks;
  private final ChildLog children;
  private boolean begun;

  RunHooks(BackupJob job, Hooks hooks, ChildLog children) {
    this.job = job;
    this.hooks = hooks;
    this.children = children;
  }

  /** To be called once, before anything is read. */
  void beforeBackup() {
    requireWanted();
    begun = true;
    run(HookCall.before(HookPoint.ofBackup(Moment.BEFORE), order()));
  }

  /** To be called once, with the end of the backup, which it does not change. Does not throw. */
  void afterBackup(Backup end) {
    if (!begun) {
      return;
    }
    HookCall call =
        HookCall.after(HookPoint.ofBackup(Moment.AFTER), order(), end.state())
            .in(end.published().map(Backup.Outcome.Published::directory));
    try {
      attempt(call).ifPresent(problem -> LOG.log(System.Logger.Level.WARNING, problem));
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "A hook of " + order().id() + " failed by a mistake", bug);
    }
  }

  /** Captures between the hooks of that component. What goes wrong after it is a note. */
  ComponentResult around(Component component, Supplier<ComponentResult> capture) {
    requireWanted();
    HookPoint after = HookPoint.of(Moment.AFTER, component);
    ComponentResult result;
    try {
      run(HookCall.before(HookPoint.of(Moment.BEFORE, component), order()));
      result = capture.get();
    } catch (RuntimeException | Error failure) {
      attempt(HookCall.after(after, order(), unfinished()))
          .map(problem -> new ChronosException(ErrorCode.HOOK_FAILED, problem))
          .ifPresent(failure::addSuppressed);
      throw failure;
    }
    return attempt(HookCall.after(after, order(), stateOf(result)))
        .map(result::noting)
        .orElse(result);
  }

  /** Whoever is being stopped begins nothing that would have to be released. */
  private static void requireWanted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChronosException(ErrorCode.BACKUP_INTERRUPTED, "The service is stopping");
    }
  }

  private static BackupState unfinished() {
    return Thread.currentThread().isInterrupted() ? BackupState.INTERRUPTED : BackupState.FAILED;
  }

  private static BackupState stateOf(ComponentResult result) {
    return result.state() == ComponentResult.State.PARTIAL
        ? BackupState.PARTIAL
        : BackupState.COMPLETED;
  }

  private Optional<String> attempt(HookCall call) {
    try {
      run(call);
      return Optional.empty();
    } catch (ChronosException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  private void run(HookCall call) {
    job.board().doing("the hook " + call.point());
    hooks.run(call, children);
    job.board().doing("");
  }

  private BackupOrder order() {
    return job.order();
  }
}
