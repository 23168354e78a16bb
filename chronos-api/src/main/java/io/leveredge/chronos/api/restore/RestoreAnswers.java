package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.problem.ProblemAnswers;
import io.leveredge.chronos.api.request.RequestHeaders;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.engine.restore.PlanRestore.Planned;
import io.leveredge.chronos.engine.restore.RestoreAcceptance;
import io.leveredge.chronos.engine.restore.RestoreJob;
import io.leveredge.chronos.engine.target.Targets;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is answered to a wish for a restore: 200 if, and only if, all of it was done. */
@Singleton
final class RestoreAnswers {
  private static final String PREFERENCE_APPLIED = "Preference-Applied";
  private static final long TRY_AGAIN_SECONDS = 10;

  private final Targets targets;

  RestoreAnswers(Targets targets) {
    this.targets = targets;
  }

  /** The answer to what came of a wish, at once or when the restore has ended. */
  CompletionStage<HttpResponse<?>> to(RestoreAcceptance acceptance, boolean async) {
    return switch (acceptance) {
      case RestoreAcceptance.Busy(var job) ->
          CompletableFuture.completedFuture(
              ProblemAnswers.of(
                  ErrorCode.TARGET_BUSY,
                  job.map(id -> "Job " + id + " runs on the target")
                      .orElse("A job runs on the target"),
                  busy(job.map(Object::toString))));
      case RestoreAcceptance.Unconfirmed(var why, var planned) ->
          CompletableFuture.completedFuture(
              ProblemAnswers.of(
                  ErrorCode.CONFIRMATION_REQUIRED, why, Map.of("plan", view(planned))));
      case RestoreAcceptance.Accepted(var job) ->
          async ? CompletableFuture.completedFuture(begun(job)) : job.end().thenApply(this::ended);
    };
  }

  private static Map<String, Object> busy(Optional<String> job) {
    Map<String, Object> more = new LinkedHashMap<>();
    job.ifPresent(id -> more.put("backup_id", id));
    more.put(ProblemAnswers.RETRY_AFTER_SECONDS, TRY_AGAIN_SECONDS);
    return more;
  }

  private HttpResponse<?> begun(RestoreJob job) {
    return located(HttpResponse.accepted(), job.id())
        .header(PREFERENCE_APPLIED, RequestHeaders.RESPOND_ASYNC)
        .body(view(job));
  }

  private HttpResponse<?> ended(Restore restore) {
    return switch (restore.state()) {
      case COMPLETED -> located(HttpResponse.ok(), restore.id()).body(view(restore));
      case PARTIAL -> problem(ErrorCode.RESTORE_PARTIAL, restore);
      case PLANNED, RUNNING, FAILED, INTERRUPTED ->
          problem(
              restore
                  .problem()
                  .map(ComponentOutcome.Failure::code)
                  .orElse(ErrorCode.INTERNAL_ERROR),
              restore);
    };
  }

  private static HttpResponse<?> problem(ErrorCode code, Restore restore) {
    List<RestoreView.OutcomeView> results =
        restore.components().stream().map(RestoreView.OutcomeView::of).toList();
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("restore_id", restore.id().value());
    more.put("backup_id", restore.order().backup().value());
    more.put("components", results);
    restore.safety().ifPresent(safety -> more.put("safety_backup_id", safety.value()));
    return located(
        ProblemAnswers.of(
            code,
            restore
                .problem()
                .map(ComponentOutcome.Failure::problem)
                .orElse("The restore is " + restore.state().wire()),
            more),
        restore.id());
  }

  RestorePlanView view(Planned planned) {
    return RestorePlanView.of(planned, targets.shown(planned.plan().order().target()));
  }

  RestoreView view(Restore restore) {
    return RestoreView.of(restore, targets.shown(restore.order().target()), Optional.empty());
  }

  RestoreView view(RestoreJob job) {
    return RestoreView.of(
        Restore.running(job.order()),
        targets.shown(job.order().target()),
        Optional.of(job.progress()));
  }

  private static <T> MutableHttpResponse<T> located(MutableHttpResponse<T> answer, RestoreId id) {
    return answer.header(HttpHeaders.LOCATION, "/restores/" + id.value());
  }
}
