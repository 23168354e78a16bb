package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the OpenAPI document says of {@code /backups}. */
@Tag(name = "Backups")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
interface BackupsDescription {

  @Operation(
      operationId = "listBackups",
      summary = "List backups, newest first",
      description = "Those that can be restored, unless 'status' says otherwise.",
      parameters = {
        @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description =
                "Of that target, by any of its names, and those that carry the name as a label."
                    + " Where the target has workflows and neither type, tier, status nor holding"
                    + " is given, only those that hold the workflows.",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "tier",
            in = ParameterIn.QUERY,
            description = "On that shelf alone.",
            schema = @Schema(type = "string", example = "manual")),
        @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Of that type alone.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"full", "incremental", "database", "workflows"})),
        @Parameter(
            name = "holding",
            in = ParameterIn.QUERY,
            description = "Those alone that hold this component whole.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"database", "workflows", "config"})),
        @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description =
                "'all', or states with commas between them. Those that can be restored where it is"
                    + " left out. 'legacy' alone lists no backups but the directories among them"
                    + " that are none.",
            schema =
                @Schema(
                    type = "string",
                    defaultValue = "completed",
                    example = "completed,partial")),
        @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "Ordered at or after this instant; a date is its beginning, in UTC.",
            schema = @Schema(type = "string", example = "2026-01-19T00:00:00Z")),
        @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "Ordered before this instant; a date is its beginning, in UTC.",
            schema = @Schema(type = "string", example = "2026-01-20")),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The size of a page.",
            schema =
                @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next_cursor of the page before.",
            schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of them.",
      content = @Content(schema = @Schema(implementation = BackupListView.class)))
  BackupListView list(HttpRequest<?> request);

  @Operation(
      operationId = "getBackup",
      summary = "One backup, in whatever state it is",
      description =
          "Of one that is being made it tells how far it is, and of one that is published what was"
              + " found out about it since.")
  @ApiResponse(
      responseCode = "200",
      description = "The backup.",
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  BackupView show(HttpRequest<?> request, String id);

  @Operation(
      operationId = "deleteBackup",
      summary = "Move a backup to the trash",
      description =
          "Needs a token with the scope 'delete'. The last completed backup of its type that a"
              + " target has is guarded, and so is one that is held, that a restore reads, or by"
              + " which one can still be undone: 409.",
      security = @SecurityRequirement(name = "token"),
      parameters = {
        @Parameter(
            name = "force",
            in = ParameterIn.QUERY,
            description = "'true' overrides the guards, for a token with the scope 'admin'.",
            schema = @Schema(type = "boolean", defaultValue = "false"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "What was deleted.",
      content = @Content(schema = @Schema(implementation = DeletedBackupView.class)))
  DeletedBackupView delete(HttpRequest<?> request, String id);
}
