package io.leveredge.chronos.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.testkit.SampleBackups;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aBackupThatTheCatalogLacksIsNamedAndComesBackByARebuilding() {
    Backup stored = SampleBackups.completed(SampleBackups.order(1));
    service.store().addPublished(stored);
    HttpResponse<String> check = service.calls().post("/catalog/check", "");
    assertThat(check.statusCode()).isEqualTo(200);
    assertThat(Json.text(check, "consistent")).isEqualTo("false");
    assertThat(Json.text(check, "unknown_to_catalog")).contains(stored.id().value());

    HttpResponse<String> rebuilt =
        service
            .calls()
            .post("/catalog/rebuild", "", "Authorization", "Bearer " + RunningService.ADMIN);
    assertThat(rebuilt.statusCode()).as(rebuilt.body()).isEqualTo(200);
    assertThat(Json.text(rebuilt, "recorded")).isEqualTo("1");
    assertThat(Json.text(service.calls().post("/catalog/check", ""), "consistent"))
        .isEqualTo("true");
  }

  @Test
  void rebuildingNeedsATokenWithItsScope() {
    assertThat(service.calls().post("/catalog/rebuild", "").statusCode()).isEqualTo(401);
    assertThat(
            service
                .calls()
                .post("/catalog/rebuild", "", "Authorization", "Bearer " + RunningService.DELETER)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aSilentCatalogIsAProblem() {
    service.catalog().goDown();
    HttpResponse<String> answer = service.calls().post("/catalog/check", "");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Json.text(answer, "code")).isEqualTo("catalog_unavailable");
  }
}
