package io.leveredge.chronos.testkit.hook;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.source.ChildLog;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hooks at every point, or at some, each of which does what a test wrote down for it: nothing, to
 * fail, or never to end.
 */
public final class ScriptedHooks implements Hooks {
  /** Above the kernel's largest process number (2^22, proc(5)): none of these is anybody's. */
  private static final long FIRST_PID = 6_000_000;

  private final Optional<Set<HookPoint>> only;
  private final Map<HookPoint, RuntimeException> failures = new ConcurrentHashMap<>();
  private final Set<HookPoint> endless = ConcurrentHashMap.newKeySet();
  private final Semaphore waiting = new Semaphore(0);
  private final Semaphore never = new Semaphore(0);
  private final List<HookCall> begun = new CopyOnWriteArrayList<>();
  private final List<HookCall> succeeded = new CopyOnWriteArrayList<>();

  /** Hooks at every point. */
  public ScriptedHooks() {
    only = Optional.empty();
  }

  /** Hooks at these points. */
  public ScriptedHooks(Set<HookPoint> points) {
    only = Optional.of(Set.copyOf(points));
  }

  /** From now on the hook of that point fails with that. */
  public ScriptedHooks failing(HookPoint point, RuntimeException with) {
    failures.put(point, with);
    return this;
  }

  /** The same, as a command does that ends with a status after a complaint. */
  public ScriptedHooks failing(HookPoint point, int status, String complaint) {
    String message = "The hook %s ended with status %d: %s".formatted(point, status, complaint);
    return failing(point, new ChronosException(ErrorCode.HOOK_FAILED, message));
  }

  /** From now on the hook of that point is ended by an interrupt alone. */
  public ScriptedHooks endless(HookPoint point) {
    endless.add(point);
    return this;
  }

  /** Waits until an endless hook runs. */
  public void awaitEndless() throws InterruptedException {
    waiting.acquire();
  }

  /** Every call of a hook, in order. */
  public List<HookCall> begun() {
    return List.copyOf(begun);
  }

  /** Where they had their place, in order, for example {@code before-backup}. */
  public List<String> points() {
    return begun.stream().map(call -> call.point().wire()).toList();
  }

  /** Those that succeeded, in order. */
  public List<HookCall> succeeded() {
    return List.copyOf(succeeded);
  }

  @Override
  public void run(HookCall call, ChildLog children) {
    if (only.isPresent() && !only.get().contains(call.point())) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (interrupted && !call.isAfter()) {
        throw stopped();
      }
      begun.add(call);
      note(call, children);
      if (endless.contains(call.point())) {
        waiting.release();
        interrupted = interrupted || untilInterrupted();
        throw stopped(call);
      }
      if (failures.containsKey(call.point())) {
        throw failures.get(call.point());
      }
      succeeded.add(call);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void note(HookCall call, ChildLog children) {
    try {
      children.started(new ChildIdentity(FIRST_PID + begun.size(), 1));
    } catch (ChronosException unnoted) {
      if (!call.isAfter()) {
        throw unnoted;
      }
    }
  }

  private boolean untilInterrupted() {
    try {
      never.acquire();
      return false;
    } catch (InterruptedException stop) {
      return true;
    }
  }

  private ChronosException stopped(HookCall call) {
    if (!call.isAfter()) {
      return stopped();
    }
    try {
      boolean ended = never.tryAcquire(AFTER_AN_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
      return new ChronosException(ErrorCode.HOOK_FAILED, call.point() + " was ended: " + ended);
    } catch (InterruptedException twice) {
      return new ChronosException(ErrorCode.HOOK_FAILED, call.point() + " was ended");
    }
  }

  private static ChronosException stopped() {
    return new ChronosException(ErrorCode.BACKUP_INTERRUPTED, "The hook was interrupted");
  }
}
