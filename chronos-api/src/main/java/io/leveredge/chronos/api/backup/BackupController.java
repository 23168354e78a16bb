package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.problem.LogText;
import io.leveredge.chronos.api.request.RequestHeaders;
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
import io.swagger.v3.oas.annotations.Parameter;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /backup}. The blocking part, until the job has begun, has a thread of its own; while
 * the backup runs no thread waits for it. A caller who leaves does not stop it.
 */
@Controller
final class BackupController implements BackupDescription {
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
  @Override
  public CompletionStage<HttpResponse<?>> create(
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
          "Backup {0} of target {1} has begun: type {2}, for {3}, labels {4}, reason {5}",
          job.id(),
          job.order().target(),
          job.order().type().wire(),
          LogText.quoted(job.order().requestedBy()),
          job.order().labels().stream().map(LogText::quoted).toList(),
          job.order().reason().map(LogText::quoted).orElse("none"));
    }
    boolean async = !call.waits() || RequestHeaders.prefersAsync(request.getHeaders());
    return answers.to(acceptance, call, async);
  }
}
