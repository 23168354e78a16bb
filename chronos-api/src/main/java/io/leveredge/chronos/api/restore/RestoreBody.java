package io.leveredge.chronos.api.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of {@code POST /restore/{backup_id}} as the OpenAPI document shows it. It is read by
 * {@link RestoreRequestReader}, which names the field of a fault; a test holds the two together.
 */
@Schema(
    name = "RestoreRequest",
    description = "What of the backup is wanted, and how. '{}' is all of it, in the usual way.")
record RestoreBody(
    @Schema(
            description = "Those wanted; all that the backup holds where it is left out.",
            example = "[\"database\"]",
            requiredMode = NOT_REQUIRED)
        List<String> components,
    @Schema(
            description = "Only say what would happen. Changes nothing but its row in the log.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean dryRun,
    @Schema(
            description = "Of the plan that was seen; where given it has to be good.",
            requiredMode = NOT_REQUIRED)
        String planToken,
    @Schema(
            description = "Another configured target to restore into, by one of its names.",
            requiredMode = NOT_REQUIRED)
        String target,
    @Schema(
            description = "Of the database these tables only, as SQL names them.",
            example = "[\"public.orders\"]",
            requiredMode = NOT_REQUIRED)
        List<String> tables,
    @Schema(
            description = "Where those tables go: beside the ones in use, or in their place.",
            type = "string",
            allowableValues = {"beside", "in_place"},
            defaultValue = "beside",
            requiredMode = NOT_REQUIRED)
        String tablesGo,
    @Schema(
            description = "Of the files these and what lies below them only, as absolute paths.",
            example = "[\"/etc/app/app.conf\"]",
            requiredMode = NOT_REQUIRED)
        List<String> paths,
    @Schema(
            description = "Of the workflows those with these ids only.",
            requiredMode = NOT_REQUIRED)
        List<String> workflowIds,
    @Schema(
            description =
                "Empty the database and fill it in one transaction, instead of filling a new one"
                    + " beside it and exchanging the two.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean inPlace,
    @Schema(
            description = "Also make the roles that the server lacks.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean globals,
    @Schema(
            description = "Remove files that the backup does not hold.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean deleteExtra,
    @Schema(
            description = "Back up what is there before.",
            defaultValue = "true",
            requiredMode = NOT_REQUIRED)
        Boolean safetyBackup,
    @Schema(
            description = "Whether a backup will do that lacks what could not be read.",
            defaultValue = "false",
            requiredMode = NOT_REQUIRED)
        Boolean allowPartial,
    @Schema(
            description = "Of the plan's changes, how many to pass over.",
            type = "integer",
            minimum = "0",
            defaultValue = "0",
            requiredMode = NOT_REQUIRED)
        Long changesFrom,
    @Schema(
            description = "Of the plan's changes, how many to list for each component.",
            type = "integer",
            minimum = "1",
            maximum = "1000",
            defaultValue = "100",
            requiredMode = NOT_REQUIRED)
        Integer changesLimit,
    @Schema(description = "Why, for the records.", requiredMode = NOT_REQUIRED) String reason,
    @Schema(
            name = "wait",
            description = "Whether the answer comes when the restore has ended.",
            defaultValue = "true",
            requiredMode = NOT_REQUIRED)
        Boolean waits) {}
