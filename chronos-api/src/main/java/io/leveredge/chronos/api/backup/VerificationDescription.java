package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the OpenAPI document says of verifying. */
@Tag(name = "Backups")
interface VerificationDescription {
  @Operation(
      operationId = "verifyBackup",
      summary = "Read every byte of a backup again",
      description =
          "Hashes every stored byte of it, and of the backups it builds on, compares, and looks at"
              + " the end of each dump, archive and index: what was written was whole. With 'deep'"
              + " everything is decompressed and compared, too, and archives are walked from header"
              + " to header. The answer is 200 whatever was found; 'finding' says it.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = "object"),
              examples = @ExampleObject(value = "{\"deep\": true}")))
  @ApiResponse(
      responseCode = "200",
      description = "What was found.",
      content = @Content(schema = @Schema(implementation = VerificationView.class)))
  @ApiResponse(
      responseCode = "4XX",
      description = "The call cannot be met.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  VerificationView verify(HttpRequest<byte[]> request, String id);
}
