package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.problem.ProblemAnswers;
import io.leveredge.chronos.api.request.RequestHeaders;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupJob;
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

/** What {@code POST /backup} answers: 200 if, and only if, the caller's backup is safe. */
@Singleton
final class BackupAnswers {
  static final String REPLAYED = "Idempotency-Replayed";
  private static final String PREFERENCE_APPLIED = "Preference-Applied";
  private static final long TRY_AGAIN_SECONDS = 10;
  private static final int PARTS_NAMED = 3;

  private final BackupViews views;

  BackupAnswers(BackupViews views) {
    this.views = views;
  }

  /** The answer to what came of a wish, at once or when the backup has ended. */
  CompletionStage<HttpResponse<?>> to(Acceptance acceptance, BackupCall call, boolean async) {
    return switch (acceptance) {
      case Acceptance.Busy(var job) -> CompletableFuture.completedFuture(busy(job));
      case Acceptance.Answered(var backup, var match) ->
          CompletableFuture.completedFuture(replayed(ended(backup, match, call), true));
      case Acceptance.Accepted(var job, var match, var repeated) ->
          async
              ? CompletableFuture.completedFuture(replayed(begun(job, match), repeated))
              : job.end().thenApply(end -> replayed(ended(end, match, call), repeated));
    };
  }

  private MutableHttpResponse<?> begun(BackupJob job, Targets.Match match) {
    return located(HttpResponse.accepted(), job.id())
        .header(PREFERENCE_APPLIED, RequestHeaders.RESPOND_ASYNC)
        .body(views.of(job, match));
  }

  private MutableHttpResponse<?> ended(Backup backup, Targets.Match match, BackupCall call) {
    return switch (backup.outcome()) {
      // Another instance makes it; its end cannot be waited for from here.
      case Outcome.Running running ->
          located(HttpResponse.accepted(), backup.id()).body(views.of(backup, match));
      case Outcome.Published published ->
          published.state() == BackupState.PARTIAL && !call.allowPartial()
              ? partial(backup.id(), published)
              : located(HttpResponse.ok(), backup.id()).body(views.of(backup, match));
      case Outcome.Unfinished unfinished ->
          ProblemAnswers.of(
              unfinished.code(), unfinished.problem(), Map.of("backup_id", backup.id().value()));
    };
  }

  private static MutableHttpResponse<?> partial(BackupId id, Outcome.Published published) {
    List<String> missing =
        published.components().stream()
            .map(ComponentResult::missing)
            .flatMap(List::stream)
            .toList();
    return ProblemAnswers.of(
        ErrorCode.BACKUP_PARTIAL,
        lacking(missing),
        Map.of(
            "backup_id", id.value(), "components", BackupViews.components(published.components())));
  }

  /** In a sentence: all of them are in the components. */
  private static String lacking(List<String> missing) {
    String first = String.join(", ", missing.subList(0, Math.min(missing.size(), PARTS_NAMED)));
    int more = missing.size() - PARTS_NAMED;
    return "The backup lacks " + first + (more > 0 ? ", and " + more + " more" : "");
  }

  private static MutableHttpResponse<?> busy(Optional<BackupId> job) {
    Map<String, Object> more = new LinkedHashMap<>();
    job.ifPresent(id -> more.put("backup_id", id.value()));
    more.put(ProblemAnswers.RETRY_AFTER_SECONDS, TRY_AGAIN_SECONDS);
    return ProblemAnswers.of(
        ErrorCode.TARGET_BUSY,
        job.map(id -> "Backup " + id + " runs on the target").orElse("A job runs on the target"),
        more);
  }

  private static <T> MutableHttpResponse<T> located(MutableHttpResponse<T> answer, BackupId id) {
    return answer.header(HttpHeaders.LOCATION, "/backups/" + id.value());
  }

  private static HttpResponse<?> replayed(MutableHttpResponse<?> answer, boolean repeated) {
    return repeated ? answer.header(REPLAYED, "true") : answer;
  }
}
