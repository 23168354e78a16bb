package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.problem.LogText;
import io.leveredge.chronos.api.problem.Problem;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
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

/**
 * {@code POST /backup}. The blocking part, until the job has begun, has a thread of its own; while
 * the backup runs no thread waits for it. A caller who leaves does not stop it.
 */
@Controller
@Tag(name = "Backups")
final class BackupController {
  private static final System.Logger LOG = System.getLogger(BackupController.class.getName());
  private static final byte[] NO_BODY = {};

  private final TakeBackup takeBackup;
  private final BackupAnswers answers;

  BackupController(TakeBackup takeBackup, BackupAnswers answers) {
    this.takeBackup = takeBackup;
    this.answers = answers;
  }

  // Every type is let in, so that the answer to a wrong one, or to none, is ours.
  @Post(uri = "/backup", consumes = MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
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
  CompletionStage<HttpResponse<?>> create(
      HttpRequest<?> request, @Parameter(hidden = true) @Body byte @Nullable [] body) {
    BackupCall call =
        BackupRequestReader.read(JsonBody.read(request, body == null ? NO_BODY : body));
    BackupRequest wish =
        call.request(
            Callers.of(request).name(), RequestHeaders.idempotencyKey(request.getHeaders()));
    Acceptance acceptance = takeBackup.accept(wish);
    if (acceptance instanceof Acceptance.Accepted(var job, var match, var repeated) && !repeated) {
      LOG.log(
          System.Logger.Level.INFO,
          "Backup {0} of target {1} has begun: type {2}, for {3}, label {4}, reason {5}",
          job.id(),
          job.order().target(),
          job.order().type().wire(),
          LogText.quoted(job.order().requestedBy()),
          job.order().label().map(LogText::quoted).orElse("none"),
          job.order().reason().map(LogText::quoted).orElse("none"));
    }
    boolean async = !call.waits() || RequestHeaders.prefersAsync(request.getHeaders());
    return answers.to(acceptance, call, async);
  }
}
