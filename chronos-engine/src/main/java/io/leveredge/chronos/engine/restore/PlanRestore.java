package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestorePlan;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.restore.ResolveRestore.Resolved;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.system.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a restore would do, and changes nothing but the record that it was asked for. */
public final class PlanRestore {
  private final ResolveRestore resolve;
  private final PlanTokens tokens;
  private final TellRestoreLog log;
  private final BackupIds ids;
  private final Clock clock;

  public PlanRestore(
      ResolveRestore resolve, PlanTokens tokens, TellRestoreLog log, BackupIds ids, Clock clock) {
    this.resolve = resolve;
    this.tokens = tokens;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A plan, and the token that stands for having been told it.
   *
   * @param token for the same caller and request, once, for ten minutes
   */
  public record Planned(RestorePlan plan, String token) {}

  /**
   * Plans.
   *
   * @param page which of the changes are wanted; the counts are of all
   * @throws io.leveredge.chronos.domain.fault.ChronosException where there is nothing to plan
   */
  public Planned plan(RestoreRequest request, PlanPage page) {
    return plan(request, resolve.resolve(request), page);
  }

  Planned plan(RestoreRequest request, Resolved resolved, PlanPage page) {
    RestoreOrder order =
        new RestoreOrder(
            new RestoreId(ids.next()),
            resolved.backup().id(),
            resolved.target().name(),
            resolved.choice(),
            Optional.empty(),
            true,
            request.reason(),
            request.caller().name(),
            clock.now());
    RestorePlan plan = new RestorePlan(order, components(order, resolved, page));
    log.planned(
        new Restore(
            order,
            RestoreState.PLANNED,
            Optional.of(clock.now()),
            Optional.empty(),
            plan.components().stream().map(ComponentOutcome::planned).toList(),
            Optional.empty(),
            Optional.empty()));
    return new Planned(plan, tokens.issue(binding(request, resolved)));
  }

  private List<ComponentPlan> components(RestoreOrder order, Resolved resolved, PlanPage page) {
    List<ComponentPlan> plans = new ArrayList<>();
    for (Component component : order.choice().components()) {
      RestoreWork work =
          new RestoreWork(
              order.id(),
              resolved.backup(),
              order.choice(),
              Optional.empty(),
              new JobProgress(clock));
      plans.add(resolved.target().restorer(component).orElseThrow().plan(work, page));
    }
    return plans;
  }

  static PlanTokens.Binding binding(RestoreRequest request, Resolved resolved) {
    return new PlanTokens.Binding(
        resolved.backup().id(),
        resolved.target().name(),
        resolved.choice(),
        request.caller().name());
  }
}
