package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the OpenAPI document says of drills. */
@Tag(name = "Backups")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
interface DrillDescription {
  @Operation(
      operationId = "drillBackup",
      summary = "Prove that a backup comes back",
      description =
          "Restores it to a scratch database and a scratch directory, compares every table and"
              + " every file, cleans up, and keeps what was found as a fact. What is in use is not"
              + " touched. The scratch database is made on the server that is backed up, or, with"
              + " 'server' as 'embedded', on a PostgreSQL server that is started on the service's"
              + " own machine for this drill alone; where its version, extensions or tablespaces"
              + " do not fit, the answer is 409. The answer is 200 whatever was found; 'proven'"
              + " says it. Needs a token with the scope 'restore'.",
      security = @SecurityRequirement(name = "token"))
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DrillBody.class),
              examples = @ExampleObject(value = "{\"server\": \"embedded\"}")))
  @ApiResponse(
      responseCode = "200",
      description = "What the trial has shown.",
      content = @Content(schema = @Schema(implementation = DrillView.class)))
  DrillView drill(HttpRequest<byte[]> request, String id);
}
