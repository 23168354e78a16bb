package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.api.request.RequestHeaders;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.engine.restore.ShowRestores;
import io.leveredge.chronos.engine.restore.UndoRestore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /restores}: the record of restores, for those who may restore, and undo. */
@Controller("/restores")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoresController implements RestoresDescription {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 1000;
  private static final int LONGEST_REASON = 2000;

  private final ShowRestores restores;
  private final UndoRestore undoRestore;
  private final RestoreAnswers answers;

  RestoresController(ShowRestores restores, UndoRestore undoRestore, RestoreAnswers answers) {
    this.restores = restores;
    this.undoRestore = undoRestore;
    this.answers = answers;
  }

  @Get
  @Override
  public RestoreListView list(HttpRequest<?> request) {
    QueryParameters query = QueryParameters.of(request.getParameters(), List.of("limit", "cursor"));
    Callers.require(request, Scope.RESTORE);
    int limit =
        query
            .read("limit", "a number from 1 to 1000", RestoresController::limit)
            .orElse(USUAL_PAGE);
    Optional<RestoreId> before =
        query.read("cursor", "the next_cursor of the page before", RestoreId::parse);
    List<Restore> page = restores.list(before, Math.min(limit + 1, LARGEST_PAGE));
    List<Restore> shown = page.subList(0, Math.min(limit, page.size()));
    boolean more = page.size() > limit || page.size() == LARGEST_PAGE;
    return new RestoreListView(
        shown.stream().map(answers::view).toList(),
        shown.size(),
        more ? Optional.of(shown.getLast().id().value()) : Optional.empty());
  }

  @Get("/{id}")
  @Override
  public RestoreView show(HttpRequest<?> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    Callers.require(request, Scope.RESTORE);
    RestoreId known = IdReader.requireRestore(id);
    return restores
        .job(known)
        .map(answers::view)
        .or(() -> restores.find(known).map(answers::view))
        .orElseThrow(() -> IdReader.noRestore(id));
  }

  @Post(uri = "/{id}/undo", consumes = MediaType.ALL)
  @Override
  public CompletionStage<HttpResponse<?>> undo(
      HttpRequest<byte[]> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    RestoreId known = IdReader.requireRestore(id);
    Optional<JsonFields> body =
        request
            .getBody()
            .filter(bytes -> bytes.length > 0)
            .map(bytes -> JsonBody.read(request, bytes));
    body.ifPresent(fields -> fields.requireOnly(List.of("reason", "wait")));
    boolean async =
        !body.flatMap(fields -> fields.flag("wait")).orElse(true)
            || RequestHeaders.prefersAsync(request.getHeaders());
    return undoRestore
        .accept(
            known,
            body.flatMap(fields -> fields.text("reason", LONGEST_REASON)),
            Callers.require(request, Scope.RESTORE))
        .map(acceptance -> answers.to(acceptance, async))
        .orElseThrow(() -> IdReader.noRestore(id));
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("\\d{1,4}"))
        .map(Integer::valueOf)
        .filter(limit -> limit >= 1 && limit <= LARGEST_PAGE);
  }
}
