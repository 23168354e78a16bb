package io.leveredge.chronos.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RawHttp;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void anUnknownAddressIsAProblem() {
    HttpResponse<String> answer = service.calls().get("/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Link"))
        .hasValue("</openapi.yml>; rel=\"service-desc\"");
    Golden.json("no-such-endpoint.json", answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /backup, POST",
    "PUT, /backup, POST",
    "DELETE, /health, GET",
    "POST, /backups, GET",
    "PATCH, /backups/abc, DELETE",
    "TRACE, /backup, POST"
  })
  void aMethodThatIsNotTakenNamesThoseThatAre(String method, String path, String allowed) {
    HttpResponse<String> answer = service.calls().send(method, path);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains(allowed);
    assertThat(Json.text(answer, "code")).isEqualTo("method_not_allowed");
  }

  @Test
  void whoAcceptsNoJsonIsToldSoInJson() {
    HttpResponse<String> answer = service.calls().get("/backups", "Accept", "image/png");
    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void whoPrefersHtmlGetsAProblemAllTheSame() {
    HttpResponse<String> answer = service.calls().get("/nothing", "Accept", "text/html");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/backups?limit=%zz",
        "/backups?%=1",
        "/%",
        "/%zz",
        "/back|ups",
        "/backups?target=<script>",
        "//backups"
      })
  void anAddressThatIsNoneIsTheCallersFault(String target) throws IOException {
    RawHttp.Answer answer = new RawHttp(service).get(target);
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.headers()).contains("application/problem+json");
    assertThat(answer.body()).doesNotContain("xception");
  }

  @Test
  void anAddressOrAHeaderThatIsTooLongIsTheCallersFault() throws IOException {
    RawHttp raw = new RawHttp(service);
    for (RawHttp.Answer answer :
        new RawHttp.Answer[] {
          raw.get("/backups/" + "a".repeat(20_000)), raw.get("/health", "X: " + "a".repeat(20_000))
        }) {
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.headers()).contains("application/problem+json");
    }
  }

  @Test
  void headersWithoutABodyAnswerHead() throws IOException {
    RawHttp raw = new RawHttp(service);
    RawHttp.Answer found =
        raw.send(RawHttp.head("HEAD", "/openapi.yml") + "Connection: close\r\n\r\n");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body()).isEmpty();
    RawHttp.Answer missing =
        raw.send(RawHttp.head("HEAD", "/nothing") + "Connection: close\r\n\r\n");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).isEmpty();
  }

  @Test
  void whatNobodyExpectedTellsNothingButWhereTheLogHasIt() {
    try (RunningService broken = RunningService.open()) {
      broken.breakDown();
      HttpResponse<String> answer = broken.calls().get("/backups/" + SampleBackups.order(1).id());
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(Json.text(answer, "code")).isEqualTo("internal_error");
      assertThat(Json.text(answer, "instance")).startsWith("urn:uuid:");
      assertThat(answer.body())
          .doesNotContain("the inner secret")
          .doesNotContain("xception")
          .doesNotContain("io.leveredge");
    }
  }
}
