package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.problem.LogText;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.api.request.RequestHeaders;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.engine.restore.PlanRestore;
import io.leveredge.chronos.engine.restore.RestoreAcceptance;
import io.leveredge.chronos.engine.restore.RestoreBackup;
import io.leveredge.chronos.engine.restore.RestoreBackup.Confirmation;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /restore/{backup_id}}. A dry run is open to everybody; a restore needs a token. A
 * caller who leaves does not stop it.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreController implements RestoreDescription {
  private static final System.Logger LOG = System.getLogger(RestoreController.class.getName());
  private static final byte[] NO_BODY = {};

  private final PlanRestore planRestore;
  private final RestoreBackup restoreBackup;
  private final RestoreAnswers answers;

  RestoreController(PlanRestore planRestore, RestoreBackup restoreBackup, RestoreAnswers answers) {
    this.planRestore = planRestore;
    this.restoreBackup = restoreBackup;
    this.answers = answers;
  }

  @Post(uri = "/restore/{id}", consumes = MediaType.ALL)
  @Override
  public CompletionStage<HttpResponse<?>> restore(
      HttpRequest<byte[]> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    RestoreCall call =
        RestoreRequestReader.read(
            IdReader.require(id),
            JsonBody.read(request, request.getBody().orElse(NO_BODY)),
            Callers.of(request));
    if (call.dryRun()) {
      return CompletableFuture.completedFuture(
          HttpResponse.ok(answers.view(planRestore.plan(call.request(), call.page()))));
    }
    Callers.require(request, Scope.RESTORE);
    RestoreAcceptance acceptance = restoreBackup.accept(call.request(), Confirmation.AS_CONFIGURED);
    if (acceptance instanceof RestoreAcceptance.Accepted(var job)) {
      LOG.log(
          System.Logger.Level.INFO,
          "Restore {0} of backup {1} into target {2} has begun for {3}: {4}, reason {5}",
          job.id(),
          job.order().backup(),
          job.order().target(),
          LogText.quoted(job.order().requestedBy()),
          job.order().choice().components(),
          job.order().reason().map(LogText::quoted).orElse("none"));
    }
    return answers.to(
        acceptance, !call.waits() || RequestHeaders.prefersAsync(request.getHeaders()));
  }
}
