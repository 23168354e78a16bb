package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RawHttp;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowBackupOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void aBackupThatTheCatalogHasNotHeardOfIsFoundByItsManifest() {
    var backup = SampleBackups.completed(SampleBackups.order(1));
    service.remember(backup);
    service.catalog().goDown();
    try {
      HttpResponse<String> answer = service.calls().get("/backups/" + backup.id());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Json.text(answer, "backup_id")).isEqualTo(backup.id().value());
    } finally {
      service.catalog().comeBack();
    }
  }

  @Test
  void whatWasFoundOutSinceIsShown() {
    var backup = SampleBackups.completed(SampleBackups.order(7));
    service.remember(backup);
    for (FactKind kind :
        List.of(FactKind.VERIFIED, FactKind.PROVEN, FactKind.HELD, new FactKind("notarised"))) {
      service
          .facts()
          .add(backup.id(), new Fact(kind, SampleBackups.NOON, "HADES", Map.of("seal", "7")));
    }
    Golden.json("backup-facts.json", service.calls().get("/backups/" + backup.id()).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "20260119T143005123Z-7f3k9c2bqd", "latest", "a.b_c-d", "-", "_"})
  void anIdThatNobodyHasIsA404(String id) {
    HttpResponse<String> answer = service.calls().get("/backups/" + id);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.text(answer, "code")).isEqualTo("not_found");
    assertThat(Json.text(answer, "backup_id")).isEqualTo(id);
  }

  @Test
  void anIdOf128CharactersMayBeOneAndALongerOneMayNot() throws IOException {
    RawHttp raw = new RawHttp(service);
    assertThat(raw.get("/backups/" + "a".repeat(128)).status()).isEqualTo(404);
    assertThat(raw.get("/backups/" + "a".repeat(129)).body()).contains("\"invalid_id\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../../etc/passwd",
        "%2e%2e",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..%2f..%2fetc%2fpasswd",
        "%252e%252e%252f",
        "..%5c..%5cetc",
        "a/b",
        "a%2fb",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "a..b",
        "%00",
        "abc%00.json",
        "a%0d%0aX:%20y",
        "a%20b",
        "%e2%80%ae",
        "%c0%ae%c0%ae%c0%af",
        "a;b",
        "~root",
        "file:%2f%2f%2fetc%2fpasswd",
        "$(id)",
        "'%20or%201=1--"
      })
  void whatCanBeNobodysIdIsRefused(String id) throws IOException {
    RawHttp.Answer answer = new RawHttp(service).get("/backups/" + id);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).contains("application/problem+json");
    assertThat(answer.body()).contains("\"invalid_id\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%2", "a%g0"})
  void anEscapeThatIsNoneIsRefused(String id) throws IOException {
    RawHttp.Answer answer = new RawHttp(service).get("/backups/" + id);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).contains("application/problem+json");
  }

  @Test
  void aParameterIsRefused() {
    HttpResponse<String> answer = service.calls().get("/backups/abc?verbose=1");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo("verbose");
  }
}
