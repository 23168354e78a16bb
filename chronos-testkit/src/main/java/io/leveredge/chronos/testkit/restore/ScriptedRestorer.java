package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Puts a {@link ScriptedState} back, really, and does what a test wrote down for it: to wait, to
 * fail, to meet an obstacle, to keep what it replaced. Names are chosen as the paths of a choice.
 */
public final class ScriptedRestorer implements ComponentRestorer {
  /** The fact that names what is kept for an undo. */
  public static final String KEPT = "kept";

  private final ScriptedState state;
  private final List<Called> calls = new CopyOnWriteArrayList<>();
  private final Map<RestoreCall, RuntimeException> failures = new ConcurrentHashMap<>();
  private final Map<RestoreId, List<Map<String, String>>> settled = new ConcurrentHashMap<>();
  private final List<Obstacle> obstacles = new CopyOnWriteArrayList<>();
  private final Map<String, NavigableMap<String, String>> kept = new ConcurrentHashMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Map<String, String> renames = new ConcurrentHashMap<>();
  private volatile boolean keeping;
  private volatile Optional<CountDownLatch> gate = Optional.empty();
  private volatile Settlement settlement =
      new Settlement(false, "nothing had been replaced", Map.of());

  /**
   * One call.
   *
   * @param id of the restore; empty for {@link RestoreCall#FORGET}
   */
  public record Called(RestoreCall call, Optional<RestoreId> id) {}

  public ScriptedRestorer(ScriptedState state) {
    this.state = state;
  }

  /** From now on that call fails; a restore and a taking back do so after their step was noted. */
  public ScriptedRestorer failing(RestoreCall call, RuntimeException with) {
    failures.put(call, with);
    return this;
  }

  /** From now on nothing fails and nothing is in the way. */
  public void recover() {
    failures.clear();
    obstacles.clear();
  }

  /** From now on every plan names that, and no restore is made where it blocks. */
  public ScriptedRestorer obstructed(Obstacle by) {
    obstacles.add(by);
    return this;
  }

  /** From now on a restore keeps what it replaced, so that it can be taken back. */
  public ScriptedRestorer keeping() {
    keeping = true;
    return this;
  }

  /** From now on a restore puts the one back under the name of the other, and says so. */
  public ScriptedRestorer renaming(String from, String to) {
    renames.put(from, to);
    return this;
  }

  /** From now on that is what became of every restore that was left in the middle. */
  public ScriptedRestorer settling(Settlement as) {
    settlement = as;
    return this;
  }

  /** From now on a restore waits, after its step, until the answered latch is counted down. */
  public CountDownLatch hold() {
    CountDownLatch latch = new CountDownLatch(1);
    gate = Optional.of(latch);
    return latch;
  }

  /** Waits until a restore has noted its step. */
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  /** Every call, in order, those that failed among them. */
  public List<Called> calls() {
    return List.copyOf(calls);
  }

  /** The restores that call was made for, in order. */
  public List<RestoreId> asked(RestoreCall call) {
    return calls.stream()
        .filter(each -> each.call() == call)
        .flatMap(each -> each.id().stream())
        .toList();
  }

  /** The steps by which that restore was last to be settled; empty where it never was. */
  public Optional<List<Map<String, String>>> settledBy(RestoreId id) {
    return Optional.ofNullable(settled.get(id));
  }

  @Override
  public Component component() {
    return state.component();
  }

  @Override
  public ComponentPlan plan(RestoreWork work, PlanPage page) {
    called(RestoreCall.PLAN, Optional.of(work.id()));
    meet(RestoreCall.PLAN);
    ScriptedChanges changes = changes(work);
    List<Change> all = changes.all().stream().filter(change -> page.lists(change.kind())).toList();
    long end = Math.min(all.size(), page.from() + page.limit());
    return new ComponentPlan(
        component(),
        "files",
        changes.counts(),
        page.from() < end ? all.subList((int) page.from(), (int) end) : List.of(),
        end < all.size() ? Optional.of(end) : Optional.empty(),
        List.of(),
        obstacles(work));
  }

  @Override
  public ComponentOutcome restore(RestoreWork work, StepLog steps) {
    called(RestoreCall.RESTORE, Optional.of(work.id()));
    for (Obstacle obstacle : obstacles(work)) {
      if (obstacle.blocks()) {
        throw new ChronosException(ErrorCode.RESTORE_BLOCKED, obstacle.what());
      }
    }
    ScriptedChanges changes = changes(work);
    steps.next(Map.of("step", "replacing"));
    begun.countDown();
    waitAtTheGate();
    meet(RestoreCall.RESTORE);
    state.replace(changes.result());
    Map<String, String> renamed = new TreeMap<>(renames);
    renamed.keySet().retainAll(ScriptedState.of(component(), work.backup()).keySet());
    ComponentOutcome done =
        outcome(ComponentOutcome.restored(component(), changes.counts()), renamed, Map.of());
    if (!keeping) {
      return done;
    }
    kept.put(work.id().value(), changes.now());
    return outcome(done, renamed, Map.of(KEPT, work.id().value()));
  }

  @Override
  public Optional<ComponentOutcome> takeBack(RestoreId id, ComponentOutcome done, StepLog steps) {
    called(RestoreCall.TAKE_BACK, Optional.of(id));
    NavigableMap<String, String> before = kept.get(done.facts().getOrDefault(KEPT, ""));
    if (before == null) {
      return Optional.empty();
    }
    steps.next(Map.of("step", "taking back"));
    meet(RestoreCall.TAKE_BACK);
    ScriptedChanges changes =
        new ScriptedChanges(state.contents(), before, without(state.contents(), before));
    state.replace(before);
    forgetKept(done);
    return Optional.of(ComponentOutcome.restored(component(), changes.counts()));
  }

  @Override
  public boolean keeps(ComponentOutcome done) {
    return done.facts().containsKey(KEPT) && kept.containsKey(done.facts().get(KEPT));
  }

  @Override
  public void forget(ComponentOutcome done) {
    called(RestoreCall.FORGET, Optional.empty());
    meet(RestoreCall.FORGET);
    forgetKept(done);
  }

  private void forgetKept(ComponentOutcome done) {
    if (done.facts().containsKey(KEPT)) {
      kept.remove(done.facts().get(KEPT));
    }
  }

  @Override
  public Settlement settle(RestoreId id, List<Map<String, String>> steps) {
    called(RestoreCall.SETTLE, Optional.of(id));
    settled.put(id, List.copyOf(steps));
    meet(RestoreCall.SETTLE);
    return settlement;
  }

  private ScriptedChanges changes(RestoreWork work) {
    NavigableMap<String, String> held = ScriptedState.of(component(), work.backup());
    renames.forEach(
        (from, to) -> Optional.ofNullable(held.remove(from)).ifPresent(it -> held.put(to, it)));
    Set<String> goes = new TreeSet<>(work.renamed().values());
    goes.removeAll(held.keySet());
    if (work.choice().deleteExtra()) {
      goes.addAll(without(state.contents(), held));
    }
    work.undoing()
        .ifPresent(undone -> goes.addAll(without(ScriptedState.of(component(), undone), held)));
    if (!work.choice().paths().isEmpty()) {
      held.keySet().retainAll(work.choice().paths());
      goes.retainAll(work.choice().paths());
    }
    return new ScriptedChanges(state.contents(), held, goes);
  }

  private static Set<String> without(Map<String, String> some, Map<String, String> others) {
    Set<String> names = new TreeSet<>(some.keySet());
    names.removeAll(others.keySet());
    return names;
  }

  private List<Obstacle> obstacles(RestoreWork work) {
    List<Obstacle> all = new ArrayList<>(obstacles);
    Map<String, String> held = ScriptedState.of(component(), work.backup());
    work.choice().paths().stream()
        .filter(path -> !held.containsKey(path))
        .map(
            path ->
                Obstacle.blocking(
                    Obstacle.Kind.MISSING,
                    path + " is not in " + work.backup().id(),
                    "Ask for what the backup holds."))
        .forEach(all::add);
    return all;
  }

  private void waitAtTheGate() {
    try {
      if (gate.isPresent()) {
        gate.get().await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ChronosException(
          ErrorCode.RESTORE_INTERRUPTED, "The restore was interrupted; nothing was replaced");
    }
  }

  private static ComponentOutcome outcome(
      ComponentOutcome done, Map<String, String> renamed, Map<String, String> facts) {
    return new ComponentOutcome(
        done.component(),
        done.state(),
        done.counts(),
        renamed,
        done.notes(),
        facts,
        done.failure());
  }

  private void called(RestoreCall call, Optional<RestoreId> id) {
    calls.add(new Called(call, id));
  }

  private void meet(RestoreCall call) {
    RuntimeException failure = failures.get(call);
    if (failure != null) {
      throw failure;
    }
  }
}
