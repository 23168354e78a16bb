package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletionStage;

/** What the OpenAPI document says of {@code POST /restore/{backup_id}}. */
@Tag(name = "Restores")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
interface RestoreDescription {
  @Operation(
      operationId = "restoreBackup",
      summary = "Put back what a backup holds, or say what that would do",
      description =
          "With 'dry_run' it answers the plan and changes nothing; that needs no token. Without, it"
              + " needs one with the scope 'restore': every byte it needs is verified, what is"
              + " there is backed up, then component by component is put back and checked; the"
              + " first that fails ends it. 200 means that all of it was done.",
      security = @SecurityRequirement(name = "token"))
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RestoreBody.class),
              examples = {
                @ExampleObject(
                    name = "The plan",
                    value = "{\"components\": [\"database\"], \"dry_run\": true}"),
                @ExampleObject(name = "All of it", value = "{}")
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The plan, or the restore once it has ended and everything was done.",
      content = @Content(schema = @Schema(oneOf = {RestorePlanView.class, RestoreView.class})))
  @ApiResponse(
      responseCode = "202",
      description = "It has begun; Location tells how far it is.",
      headers = @Header(name = "Location", schema = @Schema(type = "string")),
      content = @Content(schema = @Schema(implementation = RestoreView.class)))
  @ApiResponse(
      responseCode = "5XX",
      description = "Not everything was done; 'components' says what became of each.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  CompletionStage<HttpResponse<?>> restore(HttpRequest<byte[]> request, String id);
}
