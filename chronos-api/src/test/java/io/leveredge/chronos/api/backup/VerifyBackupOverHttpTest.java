package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.backup.BackupId;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyBackupOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anIntactBackupIsFoundIntact() {
    String id = take();
    for (String body : new String[] {"", "{}", "{\"deep\": true}"}) {
      HttpResponse<String> answer = service.calls().post("/backups/" + id + "/verify", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(Json.text(answer, "finding")).isEqualTo("intact");
      assertThat(Json.text(answer, "files")).contains("manifest.json", "database");
    }
  }

  @Test
  void everythingIsDecompressedUnlessLessIsAskedFor() {
    String id = take();
    for (String body : new String[] {"", "{}", "{\"deep\": false}"}) {
      service.calls().post("/backups/" + id + "/verify", body);
    }
    assertThat(service.facts().of(new BackupId(id)).orElseThrow())
        .extracting(fact -> fact.details().get("depth"))
        .containsExactly("plain", "plain", "stored");
  }

  @Test
  void aManifestThatIsGoneIsMissingAndNotUnknown() {
    String id = take();
    service.store().spoilManifest(new BackupId(id), Optional.empty());
    HttpResponse<String> answer = service.calls().post("/backups/" + id + "/verify", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.text(answer, "finding")).isEqualTo("missing");
    assertThat(Json.text(answer, "files")).contains("manifest.json");
  }

  @Test
  void aMissingFileIsNamed() {
    String id = take();
    HttpResponse<String> shown = service.calls().get("/backups/" + id);
    String artifact =
        shown.body().replaceFirst("(?s).*\"artifacts\":\\[\\{\"name\":\"([^\"]*)\".*", "$1");
    service.store().replace(new BackupId(id), new ArtifactName(artifact), Optional.empty());
    HttpResponse<String> answer = service.calls().post("/backups/" + id + "/verify", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "finding")).isEqualTo("missing");
    assertThat(Json.text(answer, "files")).contains(artifact);
  }

  @Test
  void whatItDoesNotKnowIsRefused() {
    String id = take();
    HttpResponse<String> answer =
        service.calls().post("/backups/" + id + "/verify", "{\"depth\": 1}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo("depth");
    assertThat(
            service.calls().post("/backups/20200101T000000000Z-0000000000/verify", "").statusCode())
        .isEqualTo(404);
  }

  private String take() {
    return Json.text(service.calls().post("/backup", "{}"), "backup_id");
  }
}
