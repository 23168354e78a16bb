package io.leveredge.chronos.api.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup, as callers see it. A field that has no value is left out. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Backup", description = "One backup. A field that has no value is left out.")
record BackupView(
    @Schema(
            description = "Unique, and ordered: the text order is the time order.",
            example = "20260119T143005123Z-7f3k9c2bqd")
        String backupId,
    @Schema(
            description =
                "'completed' alone means a backup that holds everything that was asked for.",
            type = "string",
            allowableValues = {"running", "completed", "partial", "failed", "interrupted"})
        String status,
    @Schema(
            type = "string",
            allowableValues = {"full", "incremental", "database", "workflows"})
        String type,
    @Schema(description = "The shelf and retention class.", example = "manual") String tier,
    @Schema(description = "What was backed up.", example = "default") String target,
    @Schema(
            description =
                "Only in answers to POST /backup that named a target: whether a target has that"
                    + " name. False where the only target there is was backed up instead.",
            requiredMode = NOT_REQUIRED)
        Optional<Boolean> targetMatched,
    @Schema(description = "The first of the labels.", requiredMode = NOT_REQUIRED)
        Optional<String> label,
    @Schema(
            description =
                "Words of the caller's for it: that of the request's type, a service, a tag, or a"
                    + " target's name that no target has.")
        List<String> labels,
    @Schema(requiredMode = NOT_REQUIRED) Optional<String> reason,
    @Schema(example = "APOLLO") String requestedBy,
    @Schema(
            description = "The directory it lies in, as callers see it; once it is published.",
            example = "/opt/leveredge/shared/backups/manual/2026-01-19T143005Z",
            requiredMode = NOT_REQUIRED)
        Optional<String> path,
    @Schema(
            description = "What its artifacts take on disk; once it is published.",
            requiredMode = NOT_REQUIRED)
        Optional<Long> sizeBytes,
    @Schema(
            description = "The SHA-256 of manifest.json; once it is published.",
            requiredMode = NOT_REQUIRED)
        Optional<String> checksum,
    Instant createdAt,
    @Schema(description = "When it ended, well or not.", requiredMode = NOT_REQUIRED)
        Optional<Instant> completedAt,
    @Schema(requiredMode = NOT_REQUIRED) Optional<Long> durationMs,
    @Schema(description = "When retention may remove it; it may stay longer.") Instant expiresAt,
    List<ComponentView> components,
    @Schema(description = "Only while this service makes it.", requiredMode = NOT_REQUIRED)
        Optional<BackupProgress> progress,
    @Schema(
            description = "Only of one that failed or was interrupted.",
            requiredMode = NOT_REQUIRED)
        Optional<BackupFailure> problem,
    @Schema(
            description =
                "When every byte of it was last read again and found as written; left out once"
                    + " damage was found since. This and the next three: only where one backup is"
                    + " asked for, and its directory can be read.",
            requiredMode = NOT_REQUIRED)
        Optional<Instant> verifiedAt,
    @Schema(
            description =
                "When it was last restored on trial and was the same; left out once a trial has"
                    + " failed since, and as long as it is damaged.",
            requiredMode = NOT_REQUIRED)
        Optional<Instant> provenAt,
    @Schema(
            description = "Whether somebody wants it kept: then it is not deleted unless forced.",
            requiredMode = NOT_REQUIRED)
        Optional<Boolean> held,
    @Schema(
            description = "Everything that was found out about it since, the oldest first.",
            requiredMode = NOT_REQUIRED)
        Optional<List<FactView>> facts) {

  /** What a backup holds of one component. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "BackupComponent")
  record ComponentView(
      @Schema(
              type = "string",
              allowableValues = {"database", "workflows", "config"})
          String component,
      @Schema(
              description =
                  "'not_configured' where the target has none. Where the backup is not published,"
                      + " the state of the backup.",
              type = "string",
              allowableValues = {
                "completed",
                "partial",
                "not_configured",
                "running",
                "failed",
                "interrupted"
              })
          String state,
      List<ArtifactView> artifacts,
      @Schema(description = "What could not be read.") List<String> missing,
      @Schema(description = "What a person should know; it makes the backup no less whole.")
          List<String> notes,
      @Schema(description = "What a restore wants to know of the source.")
          Map<String, String> facts) {}

  /** One file of a backup. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "Artifact")
  record ArtifactView(
      @Schema(example = "database.sql.gz") String name,
      @Schema(description = "The size on disk.") long bytes,
      @Schema(description = "Of the bytes on disk: what sha256sum prints.") String sha256,
      @Schema(description = "The size once decompressed.") long plainBytes,
      @Schema(description = "Of the decompressed bytes.") String plainSha256,
      @Schema(
              type = "string",
              allowableValues = {"none", "gzip", "zstd"})
          String codec) {}
}
