package io.leveredge.chronos.api.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestorePlan;
import io.leveredge.chronos.engine.restore.PlanRestore.Planned;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a restore would do. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "RestorePlan")
record RestorePlanView(
    @Schema(description = "Of this dry run, in the log of restores.") String restoreId,
    boolean dryRun,
    String backupId,
    @Schema(description = "Where it would go.") String target,
    @Schema(description = "Whether nothing stands in the way.") boolean possible,
    List<ComponentPlanView> components,
    @Schema(
            description =
                "Stands for this plan having been seen: good for ten minutes and once, for the"
                    + " same caller and the same request without 'dry_run'.")
        String planToken) {

  /** What it would do to one component. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "ComponentPlan")
  record ComponentPlanView(
      @Schema(
              type = "string",
              allowableValues = {"database", "workflows", "config"})
          String component,
      @Schema(
              description =
                  "How it would go about it; unknown where damage keeps that from being told.",
              type = "string",
              allowableValues = {
                "swap",
                "in_place",
                "tables_beside",
                "tables_in_place",
                "files",
                "workflows",
                "unknown"
              })
          String way,
      @Schema(description = "All changes by their kinds.") Map<String, Long> counts,
      @Schema(description = "Some of them; 'changes_from' asks for more.") List<ChangeView> changes,
      @Schema(
              description = "The 'changes_from' of what follows; left out where nothing does.",
              requiredMode = NOT_REQUIRED)
          Optional<Long> nextChangesFrom,
      List<String> notes,
      @Schema(description = "What stands in the way, or should be looked at before.")
          List<ObstacleView> obstacles) {

    static ComponentPlanView of(ComponentPlan plan) {
      return new ComponentPlanView(
          plan.component().wire(),
          plan.way(),
          byWord(plan.counts()),
          plan.changes().stream().map(ChangeView::of).toList(),
          plan.next(),
          plan.notes(),
          plan.obstacles().stream().map(ObstacleView::of).toList());
    }
  }

  /** What would become of one table, file or workflow. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "RestoreChange")
  record ChangeView(
      @Schema(
              type = "string",
              allowableValues = {
                "created",
                "replaced",
                "dropped",
                "overwritten",
                "deleted",
                "extra",
                "updated",
                "deactivated",
                "unchanged"
              })
          String change,
      @Schema(example = "public.orders") String name,
      @Schema(description = "Rows or bytes there are now.", requiredMode = NOT_REQUIRED)
          Optional<Long> now,
      @Schema(
              description = "True where 'now' is the server's own guess.",
              requiredMode = NOT_REQUIRED)
          Optional<Boolean> estimated,
      @Schema(description = "Rows or bytes that the backup holds.", requiredMode = NOT_REQUIRED)
          Optional<Long> inBackup,
      @Schema(requiredMode = NOT_REQUIRED) Optional<String> note) {

    static ChangeView of(Change change) {
      return new ChangeView(
          change.kind().wire(),
          change.name(),
          change.now().map(Change.Amount::value),
          change.now().filter(Change.Amount::estimated).map(Change.Amount::estimated),
          change.then().map(Change.Amount::value),
          change.note());
    }
  }

  /** What stands in the way. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @Schema(name = "RestoreObstacle")
  record ObstacleView(
      @Schema(example = "role") String kind,
      @Schema(description = "Whether the restore is refused as long as it is there.")
          boolean blocks,
      String what,
      String hint) {

    static ObstacleView of(Obstacle obstacle) {
      return new ObstacleView(
          obstacle.kind().wire(), obstacle.blocks(), obstacle.what(), obstacle.hint());
    }
  }

  static RestorePlanView of(Planned planned, String target) {
    RestorePlan plan = planned.plan();
    return new RestorePlanView(
        plan.order().id().value(),
        true,
        plan.order().backup().value(),
        target,
        plan.blockers().isEmpty(),
        plan.components().stream().map(ComponentPlanView::of).toList(),
        planned.token());
  }

  static Map<String, Long> byWord(
      Map<io.leveredge.chronos.domain.restore.ChangeKind, Long> byKind) {
    Map<String, Long> counts = new LinkedHashMap<>();
    byKind.forEach((kind, count) -> counts.put(kind.wire(), count));
    return counts;
  }
}
