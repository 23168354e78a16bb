package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.json.JsonBody;
import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.engine.verification.VerifyBackup.Depth;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code POST /backups/{id}/verify}. */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VerificationController implements VerificationDescription {
  private static final String DEEP = "deep";

  private final VerifyBackup verifyBackup;

  VerificationController(VerifyBackup verifyBackup) {
    this.verifyBackup = verifyBackup;
  }

  @Post(uri = "/{id}/verify", consumes = MediaType.ALL)
  @Override
  public VerificationView verify(HttpRequest<byte[]> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = IdReader.require(id);
    return verifyBackup
        .verify(known, depth(request), Callers.of(request))
        .map(VerificationView::of)
        .orElseThrow(() -> IdReader.notFound(id));
  }

  private static Depth depth(HttpRequest<byte[]> request) {
    Optional<byte[]> body = request.getBody().filter(bytes -> bytes.length > 0);
    if (body.isEmpty()) {
      return Depth.PLAIN;
    }
    JsonFields fields = JsonBody.read(request, body.get());
    fields.requireOnly(List.of(DEEP));
    return fields.flag(DEEP).orElse(true) ? Depth.PLAIN : Depth.STORED;
  }
}
