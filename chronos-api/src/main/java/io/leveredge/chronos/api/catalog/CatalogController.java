package io.leveredge.chronos.api.catalog;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.engine.recovery.CheckCatalog;
import io.leveredge.chronos.engine.recovery.RebuildCatalog;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /catalog}. */
@Controller("/catalog")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CatalogController implements CatalogDescription {
  private final CheckCatalog checkCatalog;
  private final RebuildCatalog rebuildCatalog;

  CatalogController(CheckCatalog checkCatalog, RebuildCatalog rebuildCatalog) {
    this.checkCatalog = checkCatalog;
    this.rebuildCatalog = rebuildCatalog;
  }

  // Neither call takes a body; whatever comes is not looked at.
  @Post(uri = "/check", consumes = MediaType.ALL)
  @Override
  public CatalogCheckView check() {
    return CatalogCheckView.of(checkCatalog.check());
  }

  @Post(uri = "/rebuild", consumes = MediaType.ALL)
  @Override
  public CatalogRebuildView rebuild(HttpRequest<?> request) {
    return CatalogRebuildView.of(rebuildCatalog.rebuild(Callers.require(request, Scope.ADMIN)));
  }
}
