package io.leveredge.chronos.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RawHttp;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessOverHttpTest {
  @Test
  void whatIsOpenNeedsNoToken() {
    try (RunningService service = RunningService.open()) {
      assertThat(service.calls().get("/health").statusCode()).isEqualTo(200);
      assertThat(service.calls().get("/backups").statusCode()).isEqualTo(200);
      assertThat(service.calls().post("/backup", "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aWrongTokenIsA401EvenThere() {
    try (RunningService service = RunningService.open()) {
      HttpResponse<String> answer =
          service.calls().get("/backups", "Authorization", "Bearer wrong");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(Json.text(answer, "code")).isEqualTo("token_required");
      assertThat(answer.body()).doesNotContain("wrong");
    }
  }

  @Test
  void aForeignPageAndAForeignNameAreRefusedBeforeAnythingElse() throws IOException {
    try (RunningService service = RunningService.open()) {
      RawHttp raw = new RawHttp(service);
      assertThat(raw.get("/health", "Origin: http://evil.example").body())
          .contains("\"foreign_origin\"");
      assertThat(raw.get("/nothing", "Host: evil.example").body()).contains("\"unexpected_host\"");
      RawHttp.Answer post =
          raw.send(
              RawHttp.head(
                      "POST",
                      "/backup",
                      "Host: rebound.example",
                      "Content-Type: application/json",
                      "Content-Length: 2")
                  + "\r\n{}");
      assertThat(post.status()).isEqualTo(403);
      assertThat(service.source().captured()).isEmpty();
    }
  }

  @Test
  void closedNeedsATokenForAllButHealth() {
    try (RunningService service = RunningService.with(settings(AccessMode.CLOSED))) {
      assertThat(service.calls().get("/health").statusCode()).isEqualTo(200);
      assertThat(service.calls().post("/backup", "{}").statusCode()).isEqualTo(401);
      assertThat(service.calls().get("/nothing").statusCode()).isEqualTo(401);
      assertThat(
              service
                  .calls()
                  .get("/backups", "Authorization", "Bearer " + RunningService.NOBODY)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void localNeedsNoTokenHere() {
    try (RunningService service = RunningService.with(settings(AccessMode.LOCAL))) {
      service.remember(SampleBackups.completed(SampleBackups.order(1)));
      String path = "/backups/" + SampleBackups.order(1).id() + "?force=true";
      assertThat(service.calls().delete(path, "X-Forwarded-For", "192.0.2.7").statusCode())
          .isEqualTo(401);
      assertThat(service.calls().delete(path).statusCode()).isEqualTo(200);
    }
  }

  private static AccessSettings settings(AccessMode mode) {
    return new AccessSettings(mode, true, Set.of(), Set.of(), Set.of());
  }
}
