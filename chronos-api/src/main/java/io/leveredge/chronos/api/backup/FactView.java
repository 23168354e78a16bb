package io.leveredge.chronos.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.fact.Fact;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** One thing that was found out about a backup. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Fact")
record FactView(
    @Schema(
            description =
                "'verified', 'corrupt', 'missing', 'proven', 'not_proven', 'held', 'released',"
                    + " 'copied', or a word of a later version.",
            example = "verified")
        String kind,
    Instant at,
    @Schema(description = "Who found it out.", example = "HADES") String by,
    Map<String, String> details) {

  static FactView of(Fact fact) {
    return new FactView(fact.kind().wire(), fact.at(), fact.by(), fact.details());
  }
}
