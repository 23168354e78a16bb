package io.leveredge.chronos.api.health;

import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the OpenAPI document says of {@code GET /health}. */
@Tag(name = "Health")
interface HealthDescription {
  @Operation(
      operationId = "health",
      summary = "How the service is",
      description = "Answers within three seconds, whatever hangs. Needs no token, in any mode.")
  @ApiResponse(
      responseCode = "200",
      description = "Backups can be taken; 'degraded' says that something needs a look.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  @ApiResponse(
      responseCode = "503",
      description = "No backup can be taken; 'problems' says why.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  HttpResponse<HealthView> health();
}
