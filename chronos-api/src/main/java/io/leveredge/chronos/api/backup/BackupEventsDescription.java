package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.reactivestreams.Publisher;

/** What the OpenAPI document says of a backup's events. */
@Tag(name = "Backups")
interface BackupEventsDescription {
  @Operation(
      operationId = "followBackup",
      summary = "Follow a backup to its end",
      description =
          "Server-sent events: 'progress' each second while it is made, then 'ended', after which"
              + " the stream ends. The data of both is the backup as GET /backups/{id} answers it."
              + " Who comes after the end hears 'ended' alone.")
  @ApiResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(implementation = BackupView.class)))
  @ApiResponse(
      responseCode = "4XX",
      description = "The call cannot be met.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = Problem.class)))
  Publisher<Event<BackupView>> follow(HttpRequest<?> request, String id);
}
