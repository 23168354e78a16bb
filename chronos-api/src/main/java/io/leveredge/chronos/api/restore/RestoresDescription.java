package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletionStage;

/** What the OpenAPI document says of {@code /restores}. */
@Tag(name = "Restores")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
interface RestoresDescription {
  @Operation(
      operationId = "listRestores",
      summary = "List restores and dry runs, newest first",
      description = "Needs a token with the scope 'restore'.",
      security = @SecurityRequirement(name = "token"),
      parameters = {
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
      content = @Content(schema = @Schema(implementation = RestoreListView.class)))
  RestoreListView list(HttpRequest<?> request);

  @Operation(
      operationId = "getRestore",
      summary = "One restore, in whatever state it is",
      description = "Needs a token with the scope 'restore'.",
      security = @SecurityRequirement(name = "token"))
  @ApiResponse(
      responseCode = "200",
      description = "The restore.",
      content = @Content(schema = @Schema(implementation = RestoreView.class)))
  RestoreView show(HttpRequest<?> request, String id);

  @Operation(
      operationId = "undoRestore",
      summary = "Take a restore back",
      description =
          "By what it replaced, where that was kept, else by its safety backup. A restore like any"
              + " other: it is in the list, and can be taken back itself. Needs a token with the"
              + " scope 'restore'.",
      security = @SecurityRequirement(name = "token"))
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = "object"),
              examples = @ExampleObject(value = "{\"reason\": \"The wrong backup\"}")))
  @ApiResponse(
      responseCode = "200",
      description = "Everything is as it was before.",
      content = @Content(schema = @Schema(implementation = RestoreView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "It has begun; Location tells how far it is.",
      headers = @Header(name = "Location", schema = @Schema(type = "string")),
      content = @Content(schema = @Schema(implementation = RestoreView.class)))
  CompletionStage<HttpResponse<?>> undo(HttpRequest<byte[]> request, String id);
}
