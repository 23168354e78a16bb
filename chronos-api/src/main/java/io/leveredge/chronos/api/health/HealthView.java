package io.leveredge.chronos.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the service is, and who it is. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Health")
record HealthView(
    @Schema(
            description =
                "'degraded': backups can be taken, but something in 'problems' needs a look."
                    + " 'unhealthy': no backup can be taken.",
            type = "string",
            allowableValues = {"healthy", "degraded", "unhealthy"})
        String status,
    @Schema(example = "CHRONOS") String agent,
    @Schema(example = "CHRONOS") String name,
    @Schema(example = "Master of Time") String title,
    @Schema(example = "Time bends to CHRONOS") String tagline,
    @Schema(example = "THE_KEEP") String domain,
    @Schema(example = "8010") int port,
    String version,
    @Schema(description = "As callers see it.", example = "/opt/leveredge/shared/backups")
        String backupDirectory,
    @Schema(description = "Whether a file could be written there just now.")
        boolean backupDirAccessible,
    @JsonProperty("backups_last_24h")
        @Schema(
            name = "backups_last_24h",
            description = "Completed ones of the last 24 hours, at most 1000.")
        int backupsLastDay,
    Instant timestamp,
    CatalogView catalog,
    @Schema(description = "The names of what is protected.") List<String> targets,
    @Schema(
            description =
                "How many directories lie among the backups without a manifest that can be relied"
                    + " on; GET /backups?status=legacy lists them. Null where that was not found"
                    + " out in time.",
            nullable = true)
        Optional<Integer> legacyDirectories,
    @Schema(description = "What is wrong, for a person; empty when all is well.")
        List<String> problems) {

  /** How the catalog is; backups run without it. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "CatalogHealth")
  record CatalogView(boolean available) {}
}
