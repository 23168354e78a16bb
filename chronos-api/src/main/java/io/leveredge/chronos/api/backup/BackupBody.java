package io.leveredge.chronos.api.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of {@code POST /backup} as the OpenAPI document shows it. It is read by {@link
 * BackupRequestReader}, which names the field of a fault; a test holds the two together.
 */
@Schema(name = "BackupRequest", description = "What is wanted. '{}' is a full backup.")
record BackupBody(
    @Schema(
            description =
                "This version makes 'full', 'database' and 'workflows'; the words for an occasion"
                    + " mean a full backup and are kept as its label.",
            type = "string",
            allowableValues = {
              "full",
              "incremental",
              "database",
              "workflows",
              "pre-deploy",
              "pre-migration",
              "healing",
              "emergency",
              "manual"
            },
            defaultValue = "full",
            requiredMode = NOT_REQUIRED)
        String type,
    @Schema(
            description = "Those wanted; all that the type covers where it is left out.",
            example = "[\"database\"]",
            requiredMode = NOT_REQUIRED)
        List<String> components,
    @Schema(
            description = "What to back up, where several targets are configured.",
            maxLength = BackupRequestReader.LONGEST_TEXT,
            requiredMode = NOT_REQUIRED)
        String target,
    @Schema(
            description = "Why, for the records.",
            maxLength = BackupRequestReader.LONGEST_REASON,
            example = "Pre-migration backup",
            requiredMode = NOT_REQUIRED)
        String reason,
    @Schema(
            description = "A word of your own for it.",
            maxLength = BackupRequestReader.LONGEST_TEXT,
            requiredMode = NOT_REQUIRED)
        String label,
    @Schema(
            description = "Who asks; the token's name or 'anonymous' where it is left out.",
            maxLength = BackupRequestReader.LONGEST_TEXT,
            example = "APOLLO",
            requiredMode = NOT_REQUIRED)
        String requestedBy,
    @Schema(
            name = "wait",
            description = "Whether the answer comes when the backup has ended.",
            defaultValue = "true",
            requiredMode = NOT_REQUIRED)
        Boolean waits,
    @Schema(
            description = "Whether a backup is good enough that lacks what could not be read.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean allowPartial) {}
