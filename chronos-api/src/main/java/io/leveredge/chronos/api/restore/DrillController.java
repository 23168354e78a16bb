package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.restore.DrillBackup;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** {@code POST /backups/{id}/drill}. */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DrillController implements DrillDescription {
  private final DrillBackup drillBackup;

  DrillController(DrillBackup drillBackup) {
    this.drillBackup = drillBackup;
  }

  // The call takes no body; whatever comes is not looked at.
  @Post(uri = "/{id}/drill", consumes = MediaType.ALL)
  @Override
  public DrillView drill(HttpRequest<?> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = IdReader.require(id);
    return drillBackup
        .drill(known, Callers.require(request, Scope.RESTORE))
        .map(DrillView::of)
        .orElseThrow(() -> IdReader.notFound(id));
  }
}
