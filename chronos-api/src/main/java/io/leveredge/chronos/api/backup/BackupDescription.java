package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.problem.Problem;
import io.leveredge.chronos.api.request.RequestHeaders;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI document says of {@code POST /backup}. */
@Tag(name = "Backups")
interface BackupDescription {
  @Operation(
      operationId = "createBackup",
      summary = "Make a backup now",
      description =
          "Answers when the backup has ended: 200 means that every byte of it is on disk and"
              + " checked, and nothing else means that. A caller who leaves does not stop it.",
      parameters = {
        @Parameter(
            name = RequestHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = "'respond-async' does what \"wait\": false in the body does.",
            schema = @Schema(type = "string", example = RequestHeaders.RESPOND_ASYNC)),
        @Parameter(
            name = RequestHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description =
                "1 to 255 printable ASCII characters. The same request with the same key is the"
                    + " same backup, however often it comes.",
            schema = @Schema(type = "string", maxLength = 255))
      })
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BackupBody.class),
              examples = {
                @ExampleObject(
                    name = "Before something destructive",
                    value = "{\"type\": \"full\", \"reason\": \"Pre-migration backup\"}"),
                @ExampleObject(
                    name = "Without waiting",
                    value = "{\"type\": \"database\", \"wait\": false}")
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The backup is safe.",
      headers = {
        @Header(name = "Location", schema = @Schema(type = "string")),
        @Header(
            name = BackupAnswers.REPLAYED,
            description = "'true' where an earlier request with this key made it.",
            schema = @Schema(type = "string"))
      },
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The backup is being made; Location tells how far it is.",
      headers = @Header(name = "Location", schema = @Schema(type = "string")),
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Another job, named in 'backup_id', runs on the target.",
      headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "4XX",
      description = "The request cannot be met; nothing was begun.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "5XX",
      description = "There is no safe backup. 'backup_id' names the attempt, if there was one.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  CompletionStage<HttpResponse<?>> create(HttpRequest<?> request, byte @Nullable [] body);
}
