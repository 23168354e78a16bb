package io.leveredge.chronos.api.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** How far a running backup is. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "BackupProgress")
record BackupProgress(
    @Schema(description = "The one being read now.", requiredMode = NOT_REQUIRED)
        Optional<String> component,
    @Schema(description = "What is being read of it, for a person.", requiredMode = NOT_REQUIRED)
        Optional<String> doing,
    @Schema(description = "Read so far, of all components, before compression.") long bytesRead,
    @Schema(description = "On average since the first byte.") long bytesPerSecond) {}
