package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestorePlan;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.restore.ResolveRestore.Resolved;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a restore would do, and changes nothing but the record that it was asked for. */
public final class PlanRestore {
  private static final System.Logger LOG = System.getLogger(PlanRestore.class.getName());
  private static final String UNKNOWN_WAY = "unknown";
  private static final String ANOTHER =
      "Restore another backup; POST /backups/{id}/verify says what else of this one is damaged.";

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
   * Plans. Every byte that the restore needs is read and compared, as the restore itself would do
   * it; a file that is not as it was written is an obstacle, of which no fact is kept.
   *
   * @param page which of the changes are wanted; the counts are of all
   * @throws io.leveredge.chronos.domain.fault.ChronosException where there is nothing to plan
   */
  public Planned plan(RestoreRequest request, PlanPage page) {
    return plan(request, resolve.resolve(request), page);
  }

  /** The same for a caller who has read and compared every byte a moment ago. */
  public Planned planOfVerified(RestoreRequest request, PlanPage page) {
    return plan(request, resolve.resolve(request), page, false);
  }

  Planned plan(RestoreRequest request, Resolved resolved, PlanPage page) {
    return plan(request, resolved, page, true);
  }

  private Planned plan(
      RestoreRequest request, Resolved resolved, PlanPage page, boolean readsBytes) {
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
    RestorePlan plan = new RestorePlan(order, components(order, resolved, page, readsBytes));
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

  private List<ComponentPlan> components(
      RestoreOrder order, Resolved resolved, PlanPage page, boolean readsBytes) {
    List<ComponentPlan> plans = new ArrayList<>();
    for (Component component : order.choice().components()) {
      RestoreWork work =
          new RestoreWork(
              order.id(),
              resolved.backup(),
              order.choice(),
              Optional.empty(),
              new JobProgress(clock));
      List<Obstacle> damage = readsBytes ? damage(work, component) : List.of();
      plans.add(plan(resolved.target().restorer(component).orElseThrow(), work, page, damage));
    }
    return plans;
  }

  private static List<Obstacle> damage(RestoreWork work, Component component) {
    return NeededBytes.verdicts(work.backup(), component, work.progress())
        .flatMap(verdict -> damage(verdict, work.backup()).stream())
        .toList();
  }

  private static Optional<Obstacle> damage(FileVerdict verdict, PublishedBackup backup) {
    return switch (verdict) {
      case FileVerdict.Intact intact -> Optional.empty();
      case FileVerdict.Corrupt corrupt ->
          Optional.of(
              Obstacle.blocking(
                  Obstacle.Kind.CORRUPT,
                  "%s of backup %s is damaged: %s"
                      .formatted(corrupt.file(), backup.id(), corrupt.problem()),
                  ANOTHER));
      case FileVerdict.Missing missing ->
          Optional.of(
              Obstacle.blocking(
                  Obstacle.Kind.MISSING,
                  "%s of backup %s is missing".formatted(missing.file(), backup.id()),
                  ANOTHER));
    };
  }

  /** Damage comes first, and what can be told in spite of it after. */
  private static ComponentPlan plan(
      ComponentRestorer restorer, RestoreWork work, PlanPage page, List<Obstacle> damage) {
    if (damage.isEmpty()) {
      return restorer.plan(work, page);
    }
    try {
      ComponentPlan rest = restorer.plan(work, page);
      List<Obstacle> all = new ArrayList<>(damage);
      all.addAll(rest.obstacles());
      return rest.withObstacles(all);
    } catch (ChronosException untold) {
      LOG.log(
          System.Logger.Level.INFO,
          "Of a damaged backup the plan for {0} cannot be told: {1}",
          restorer.component().wire(),
          untold.getMessage());
      return ComponentPlan.impossible(restorer.component(), UNKNOWN_WAY, damage);
    }
  }

  static PlanTokens.Binding binding(RestoreRequest request, Resolved resolved) {
    return new PlanTokens.Binding(
        resolved.backup().id(),
        resolved.target().name(),
        resolved.choice(),
        request.caller().name());
  }
}
