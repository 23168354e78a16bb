package io.leveredge.chronos.api.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.engine.job.Progress;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One restore, as the log has it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Restore")
record RestoreView(
    String restoreId,
    @Schema(
            type = "string",
            allowableValues = {
              "planned",
              "running",
              "completed",
              "partial",
              "failed",
              "interrupted"
            })
        String status,
    boolean dryRun,
    String backupId,
    @Schema(description = "Where it went.") String target,
    @Schema(description = "The restore that this one took back.", requiredMode = NOT_REQUIRED)
        Optional<String> undoes,
    @Schema(requiredMode = NOT_REQUIRED) Optional<String> reason,
    String requestedBy,
    Instant createdAt,
    @Schema(requiredMode = NOT_REQUIRED) Optional<Instant> completedAt,
    @Schema(requiredMode = NOT_REQUIRED) Optional<Long> durationMs,
    @Schema(description = "What was asked for.") List<String> components,
    @Schema(description = "What became of each that was come to.") List<OutcomeView> results,
    @Schema(description = "Taken just before.", requiredMode = NOT_REQUIRED)
        Optional<String> safetyBackupId,
    @Schema(
            description = "Until when what it replaced is kept; left out once it cannot be undone.",
            requiredMode = NOT_REQUIRED)
        Optional<Instant> undoUntil,
    @Schema(description = "Only where it failed.", requiredMode = NOT_REQUIRED)
        Optional<FailureView> problem,
    @Schema(description = "Only while this service does it.", requiredMode = NOT_REQUIRED)
        Optional<ProgressView> progress) {

  /** What became of one component. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "RestoredComponent")
  record OutcomeView(
      @Schema(
              type = "string",
              allowableValues = {"database", "workflows", "config"})
          String component,
      @Schema(
              description = "'planned' where it was not come to.",
              type = "string",
              allowableValues = {"planned", "restored", "failed"})
          String state,
      Map<String, Long> counts,
      @Schema(description = "What could not keep its name or id: old to new.")
          Map<String, String> renamed,
      List<String> notes,
      @Schema(requiredMode = NOT_REQUIRED) Optional<FailureView> problem) {

    static OutcomeView of(ComponentOutcome outcome) {
      return new OutcomeView(
          outcome.component().wire(),
          outcome.state().wire(),
          RestorePlanView.byWord(outcome.counts()),
          outcome.renamed(),
          outcome.notes(),
          outcome.failure().map(FailureView::of));
    }
  }

  /** Why something failed. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @Schema(name = "RestoreFailure")
  record FailureView(String code, String detail, String hint) {
    static FailureView of(ComponentOutcome.Failure failure) {
      return new FailureView(failure.code().wire(), failure.problem(), failure.code().hint());
    }
  }

  /** How far it is. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "RestoreProgress")
  record ProgressView(
      @Schema(requiredMode = NOT_REQUIRED) Optional<String> component,
      String doing,
      long bytes,
      long bytesPerSecond) {
    static ProgressView of(Progress progress) {
      return new ProgressView(
          progress.component().map(Component::wire),
          progress.doing(),
          progress.read().value(),
          progress.bytesPerSecond());
    }
  }

  /**
   * Of that restore.
   *
   * @param target the name that callers are shown
   */
  static RestoreView of(Restore restore, String target, Optional<Progress> progress) {
    return new RestoreView(
        restore.id().value(),
        restore.state().wire(),
        restore.order().dryRun(),
        restore.order().backup().value(),
        target,
        restore.order().undoes().map(RestoreId::value),
        restore.order().reason(),
        restore.order().requestedBy(),
        restore.order().createdAt(),
        restore.endedAt(),
        restore.took().map(Duration::toMillis),
        restore.order().choice().components().stream().map(Component::wire).toList(),
        restore.components().stream().map(OutcomeView::of).toList(),
        restore.safety().map(BackupId::value),
        restore.undoUntil(),
        restore.problem().map(FailureView::of),
        progress.map(ProgressView::of));
  }
}
