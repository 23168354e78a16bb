package io.leveredge.chronos.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;

/** A directory that lies among the backups and is none that this service knows. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "LegacyDirectory", description = "It is listed, and never touched.")
record LegacyView(
    @Schema(
            description = "As callers see it.",
            example = "/opt/leveredge/shared/backups/daily/2025-12-24")
        String path,
    @Schema(description = "Why it is no backup.", example = "It holds no manifest.json")
        String reason) {}
