package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.engine.restore.DrillBackup;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code POST /backups/{id}/drill}. */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DrillController implements DrillDescription {
  private static final String SERVER = "server";

  private final DrillBackup drillBackup;

  DrillController(DrillBackup drillBackup) {
    this.drillBackup = drillBackup;
  }

  @Post(uri = "/{id}/drill", consumes = MediaType.ALL)
  @Override
  public DrillView drill(HttpRequest<byte[]> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = IdReader.require(id);
    return drillBackup
        .drill(known, server(request), Callers.require(request, Scope.RESTORE))
        .map(DrillView::of)
        .orElseThrow(() -> IdReader.notFound(id));
  }

  private static DrillServer server(HttpRequest<byte[]> request) {
    Optional<byte[]> body = request.getBody().filter(bytes -> bytes.length > 0);
    if (body.isEmpty()) {
      return DrillServer.SOURCE;
    }
    JsonFields fields = JsonBody.read(request, body.get());
    fields.requireOnly(List.of(SERVER));
    return fields.word(SERVER, DrillServer.byWire()).orElse(DrillServer.SOURCE);
  }
}
