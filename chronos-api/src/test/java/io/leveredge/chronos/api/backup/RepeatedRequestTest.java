package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedRequestTest {
  private static final String KEY = "Idempotency-Key";

  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theSameRequestAgainIsTheSameBackup() {
    HttpResponse<String> first = service.calls().post("/backup", "{\"reason\": \"x\"}", KEY, "k");
    HttpResponse<String> again =
        service.calls().post("/backup", "{ \"wait\":true, \"reason\":\"\\u0078\" }", KEY, "k");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(service.source().captured()).hasSize(1);
  }

  @Test
  void everyoneWhoWaitsForTheSameRequestGetsTheSameBackup() throws InterruptedException {
    service.source().hold();
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 40)
            .mapToObj(number -> service.calls().posted("/backup", "{}", KEY, "k"))
            .toList();
    service.source().awaitBegun();
    service.source().goOn();
    assertThat(answers)
        .extracting(CompletableFuture::join)
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200))
        .extracting(answer -> Json.text(answer, "backup_id"))
        .containsOnly(Json.text(answers.getFirst().join(), "backup_id"));
    assertThat(service.source().captured()).hasSize(1);
  }

  @Test
  void whoStoppedWaitingMayAskAgainWithoutWaiting() {
    service.source().hold();
    HttpResponse<String> first = service.calls().post("/backup", "{\"wait\": false}", KEY, "k");
    HttpResponse<String> again =
        service.calls().post("/backup", "{}", KEY, "k", "Prefer", "respond-async");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(Json.text(again, "backup_id")).isEqualTo(Json.text(first, "backup_id"));
  }

  @Test
  void aFailureIsRepeatedToo() {
    service
        .source()
        .failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump ended with status 1"));
    HttpResponse<String> first = service.calls().post("/backup", "{}", KEY, "k");
    service.source().recover();
    HttpResponse<String> again = service.calls().post("/backup", "{}", KEY, "k");
    assertThat(again.statusCode()).isEqualTo(502);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"database\"}",
        "{\"components\": [\"database\"]}",
        "{\"reason\": \"y\"}",
        "{\"label\": \"y\"}",
        "{\"target\": \"default\"}"
      })
  void theSameKeyWithAnotherRequestIsAMistake(String other) {
    service.calls().post("/backup", "{}", KEY, "k");
    HttpResponse<String> answer = service.calls().post("/backup", other, KEY, "k");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.text(answer, "code")).isEqualTo("idempotency_key_reused");
  }

  @Test
  void aKeyBelongsToWhoAsked() {
    service.calls().post("/backup", "{\"requested_by\": \"APOLLO\"}", KEY, "k");
    service.calls().post("/backup", "{\"requested_by\": \"HADES\"}", KEY, "k");
    assertThat(service.source().captured()).hasSize(2);
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    for (String key : List.of("k".repeat(256), "a\tb", "")) {
      HttpResponse<String> answer = service.calls().post("/backup", "{}", KEY, key);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Json.text(answer, "field")).isEqualTo(KEY);
    }
    assertThat(service.calls().post("/backup", "{}", KEY, "a", KEY, "b").statusCode())
        .isEqualTo(400);
    assertThat(service.source().captured()).isEmpty();
  }
}
