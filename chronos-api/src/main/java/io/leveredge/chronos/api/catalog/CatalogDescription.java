package io.leveredge.chronos.api.catalog;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the OpenAPI document says of {@code /catalog}. */
@Tag(name = "Catalog")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "5XX",
    description = "The catalog or the backup directory does not answer.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
interface CatalogDescription {
  @Operation(
      operationId = "checkCatalog",
      summary = "Compare the catalog with the backup directory",
      description = "Both ways, and changes nothing.")
  @ApiResponse(
      responseCode = "200",
      description = "What differs, if anything does.",
      content = @Content(schema = @Schema(implementation = CatalogCheckView.class)))
  CatalogCheckView check();

  @Operation(
      operationId = "rebuildCatalog",
      summary = "Write the catalog again from the manifests",
      description = "Needs a token with the scope 'admin'. What the catalog knows besides stays.",
      security = @SecurityRequirement(name = "token"))
  @ApiResponse(
      responseCode = "200",
      description = "What was written.",
      content = @Content(schema = @Schema(implementation = CatalogRebuildView.class)))
  CatalogRebuildView rebuild(HttpRequest<?> request);
}
