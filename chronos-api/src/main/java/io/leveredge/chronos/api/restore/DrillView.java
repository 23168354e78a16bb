package io.leveredge.chronos.api.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.restore.Drill;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a trial has shown. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Drill")
record DrillView(
    String backupId,
    @Schema(description = "Whether everything came out the same.") boolean proven,
    Instant drilledAt,
    long durationMs,
    List<TrialView> components) {

  /** What the trial of one component has shown. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @Schema(name = "DrilledComponent")
  record TrialView(
      @Schema(
              type = "string",
              allowableValues = {"database", "workflows", "config"})
          String component,
      @Schema(
              description = "Where it was restored.",
              example = "a scratch database on the source server")
          String place,
      @Schema(description = "What was compared.", example = "{\"tables\": 12, \"rows\": 3400}")
          Map<String, Long> figures,
      @Schema(description = "The first of them; none where it is the same.")
          List<String> differences,
      @Schema(description = "What was not tried there.") List<String> leftOut) {

    static TrialView of(Drill.Trial trial) {
      return new TrialView(
          trial.component().wire(),
          trial.place(),
          trial.figures(),
          trial.differences(),
          trial.leftOut());
    }
  }

  static DrillView of(Drill drill) {
    return new DrillView(
        drill.backup().value(),
        drill.proven(),
        drill.at(),
        drill.took().toMillis(),
        drill.trials().stream().map(TrialView::of).toList());
  }
}
