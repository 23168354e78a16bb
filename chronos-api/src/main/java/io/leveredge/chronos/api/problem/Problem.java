package io.leveredge.chronos.api.problem;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An error as RFC 9457 has it, with a stable code, a hint, and what else a program may act on.
 *
 * @param instance names this occurrence in the log, where the log holds more than the answer
 * @param more members by name: {@code field}, {@code backup_id}, {@code scope}, …
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
    name = "Problem",
    description =
        "RFC 9457 problem details. Further members name what a program may act on: field,"
            + " backup_id, target, scope, retry_after_seconds, components.",
    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record Problem(
    @Schema(example = "urn:chronos:problem:target_busy") String type,
    @Schema(example = "Another job runs on the target") String title,
    @Schema(example = "409") int status,
    @Schema(description = "Stable; for programs.", example = "target_busy") String code,
    @Schema(description = "What happened, for a person.") String detail,
    @Schema(description = "What to do about it.") String hint,
    @Schema(description = "Names this occurrence in the log.", requiredMode = NOT_REQUIRED)
        Optional<String> instance,
    @JsonAnyGetter @Schema(hidden = true) Map<String, Object> more) {
  private static final String TYPE_PREFIX = "urn:chronos:problem:";

  public Problem {
    more = Collections.unmodifiableMap(new TreeMap<>(more));
  }

  /** The problem of that code. */
  public static Problem of(ErrorCode code, String detail, Map<String, ?> more) {
    return of(code, ProblemTable.status(code).getCode(), detail, Optional.empty(), more);
  }

  static Problem of(
      ErrorCode code, int status, String detail, Optional<String> instance, Map<String, ?> more) {
    return new Problem(
        TYPE_PREFIX + code.wire(),
        code.title(),
        status,
        code.wire(),
        detail,
        code.hint(),
        instance,
        Map.copyOf(more));
  }
}
