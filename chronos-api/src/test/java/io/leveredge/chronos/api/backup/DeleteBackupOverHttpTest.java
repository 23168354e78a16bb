package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.testkit.SampleBackups;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteBackupOverHttpTest {
  private static final String OLDER = "/backups/" + SampleBackups.order(1).id();
  private static final String NEWER = "/backups/" + SampleBackups.order(2).id();

  private final RunningService service = RunningService.open();

  @BeforeEach
  void twoBackups() {
    service.remember(SampleBackups.completed(SampleBackups.order(1)));
    service.remember(SampleBackups.completed(SampleBackups.order(2)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aTokenWithTheScopeMay() {
    HttpResponse<String> answer = delete(OLDER, RunningService.DELETER);
    assertThat(answer.statusCode()).isEqualTo(200);
    Golden.json("backup-deleted.json", answer.body());
    assertThat(service.calls().get(OLDER).statusCode()).isEqualTo(404);
    assertThat(delete(OLDER, RunningService.DELETER).statusCode()).isEqualTo(404);
  }

  @Test
  void nobodyMayWithoutAToken() {
    HttpResponse<String> answer = service.calls().delete(OLDER);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"CHRONOS\"");
    assertThat(Json.text(answer, "hint")).contains("./chronos token");
    assertThat(service.published()).isEqualTo(2);
  }

  @Test
  void aTokenWithoutTheScopeMayNot() {
    HttpResponse<String> answer = delete(OLDER, RunningService.NOBODY);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Json.text(answer, "code")).isEqualTo("scope_missing");
    assertThat(Json.text(answer, "scope")).isEqualTo("delete");
    assertThat(service.published()).isEqualTo(2);
  }

  @Test
  void theLastOneIsGuarded() {
    delete(OLDER, RunningService.DELETER);
    HttpResponse<String> answer = delete(NEWER, RunningService.DELETER);
    assertThat(answer.statusCode()).isEqualTo(409);
    Golden.json("backup-guarded.json", answer.body());
    assertThat(service.published()).isEqualTo(1);
  }

  @Test
  void oneThatIsHeldIsGuarded() {
    Fact held = new Fact(FactKind.HELD, SampleBackups.NOON, "HADES", Map.of("reason", "the audit"));
    service.facts().add(SampleBackups.order(1).id(), held);
    HttpResponse<String> answer = delete(OLDER, RunningService.DELETER);
    assertThat(answer.statusCode()).isEqualTo(409);
    Golden.json("backup-held.json", answer.body());
    assertThat(service.published()).isEqualTo(2);
    assertThat(delete(OLDER + "?force=true", RunningService.ADMIN).statusCode()).isEqualTo(200);
  }

  @Test
  void theGuardIsForAdminsToOverride() {
    delete(OLDER, RunningService.DELETER);
    assertThat(delete(NEWER + "?force=true", RunningService.DELETER).statusCode()).isEqualTo(403);
    assertThat(delete(NEWER + "?force=false", RunningService.ADMIN).statusCode()).isEqualTo(409);
    assertThat(delete(NEWER + "?force=true", RunningService.ADMIN).statusCode()).isEqualTo(200);
  }

  @Test
  void aParameterThatIsNoneIsRefused() {
    assertThat(delete(OLDER + "?force=1", RunningService.ADMIN).statusCode()).isEqualTo(400);
    assertThat(delete(OLDER + "?forced=true", RunningService.ADMIN).statusCode()).isEqualTo(400);
    assertThat(service.published()).isEqualTo(2);
  }

  @Test
  void whatIsNoIdIsRefused() {
    assertThat(delete("/backups/%2e%2e%2fdaily", RunningService.ADMIN).statusCode()).isEqualTo(400);
    assertThat(delete("/backups", RunningService.ADMIN).statusCode()).isEqualTo(405);
  }

  @Test
  void oneThatIsBeingMadeIsLeftAlone() {
    Backup running = Backup.running(SampleBackups.order(3));
    service.remember(running);
    HttpResponse<String> answer = delete("/backups/" + running.id(), RunningService.DELETER);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Json.text(answer, "code")).isEqualTo("target_busy");
  }

  @Test
  void oneThatFailedHasNothingToDelete() {
    Backup failed = SampleBackups.failed(SampleBackups.order(3));
    service.remember(failed);
    HttpResponse<String> answer = delete("/backups/" + failed.id(), RunningService.DELETER);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.text(answer, "detail")).contains("is failed");
  }

  private HttpResponse<String> delete(String path, String token) {
    return service.calls().delete(path, "Authorization", "Bearer " + token);
  }
}
