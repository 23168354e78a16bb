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
          "Hashes every stored byte of it, and of the backups it builds on, decompresses all of it,"
              + " and compares with the manifest, and that with the catalog and the list of"
              + " checksums. Archives are walked from header to header, lists of workflows from"
              + " bracket to bracket, and dumps and indexes must end as they ought to. With 'deep'"
              + " false only the stored bytes are hashed and the ends looked at, which is quicker."
              + " The answer is 200 whatever was found; 'finding' says it. Of a backup whose"
              + " manifest is missing or cannot be read that alone is said.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = "object"),
              examples = @ExampleObject(value = "{\"deep\": false}")))
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
