package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RawHttp;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeBackupOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anEmptyObjectIsAFullBackupThatIsThereWhenTheAnswerComes() {
    HttpResponse<String> answer = service.calls().post("/backup", "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(service.published()).isEqualTo(1);
    Golden.json("backup-completed.json", answer.body());
    String location = answer.headers().firstValue("Location").orElseThrow();
    String answered = answer.body();
    assertThat(service.calls().get(location).body())
        .as("the same, and what was found out about it since")
        .startsWith(answered.substring(0, answered.length() - 1));
  }

  @Test
  void everyFieldIsKeptAndAnswered() {
    HttpResponse<String> answer =
        service
            .calls()
            .post(
                "/backup",
                """
                {"type": "database", "components": ["database"], "target": "default",
                 "reason": "two\\nlines \\u001b[31m", "label": "pre-deploy",
                 "requested_by": "APOLLO", "wait": true}
                """);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("two\\nlines \\u001B[31m");
    Golden.json("backup-every-field.json", answer.body());
  }

  @Test
  void theAnswerComesWhenTheBackupHasEndedAndNotBefore() throws InterruptedException {
    service.source().hold();
    CompletableFuture<HttpResponse<String>> answer = service.calls().posted("/backup", "{}");
    service.source().awaitBegun();
    assertThat(answer).isNotDone();
    service.source().goOn();
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void aCallerWhoDoesNotWaitCanFollowTheBackup() throws InterruptedException {
    service.source().hold();
    HttpResponse<String> answer = service.calls().post("/backup", "{\"wait\": false}");
    assertThat(answer.statusCode()).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    service.source().awaitBegun();
    Golden.json("backup-running.json", service.calls().get(location).body());
    service.source().goOn();
    await()
        .untilAsserted(
            () ->
                assertThat(Json.text(service.calls().get(location), "status"))
                    .isEqualTo("completed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"respond-async", "wait=5, Respond-Async", "respond-async;x=1"})
  void theHeaderPreferDoesTheSame(String preference) {
    service.source().hold();
    HttpResponse<String> answer =
        service.calls().post("/backup", "{\"wait\": true}", "Prefer", preference);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("respond-async");
  }

  @Test
  void aFailedBackupAnswersItsProblemAndIsFoundAfter() {
    service
        .source()
        .failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump ended with status 1"));
    HttpResponse<String> answer = service.calls().post("/backup", "{}");
    assertThat(answer.statusCode()).isEqualTo(502);
    Golden.json("backup-failed-problem.json", answer.body());
    String id = Json.text(answer, "backup_id");
    Golden.json("backup-failed.json", service.calls().get("/backups/" + id).body());
  }

  @Test
  void aPartialBackupIsNoSafePoint() {
    service.source().missing("table public.secrets: permission denied");
    HttpResponse<String> answer = service.calls().post("/backup", "{}");
    assertThat(answer.statusCode()).isEqualTo(502);
    Golden.json("backup-partial-problem.json", answer.body());
  }

  @Test
  void thePartsThatAPartialBackupLacksAreNamedUpToThree() {
    service.source().missing("table a", "table b", "table c");
    assertThat(Json.text(service.calls().post("/backup", "{}"), "detail"))
        .isEqualTo("The backup lacks table a, table b, table c");
    service.source().missing("table a", "table b", "table c", "table d", "table e");
    assertThat(Json.text(service.calls().post("/backup", "{}"), "detail"))
        .isEqualTo("The backup lacks table a, table b, table c, and 2 more");
  }

  @Test
  void aPartialBackupIsGoodEnoughForWhoSaysSo() {
    service.source().missing("table public.secrets: permission denied");
    HttpResponse<String> answer = service.calls().post("/backup", "{\"allow_partial\": true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "status")).isEqualTo("partial");
  }

  @Test
  void aBusyTargetNamesTheJobThatHasIt() {
    service.source().hold();
    HttpResponse<String> first = service.calls().post("/backup", "{\"wait\": false}");
    HttpResponse<String> second = service.calls().post("/backup", "{}");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(Json.text(second, "backup_id")).isEqualTo(Json.text(first, "backup_id"));
    Golden.json("backup-busy.json", second.body());
  }

  @Test
  void aCallerWhoLeavesDoesNotStopTheBackup() throws Exception {
    service.source().hold();
    String request =
        RawHttp.head("POST", "/backup", "Content-Type: application/json", "Content-Length: 2");
    try (Socket caller = new RawHttp(service).open(request + "\r\n{}")) {
      service.source().awaitBegun();
      assertThat(caller.isClosed()).isFalse();
    }
    service.source().goOn();
    await().untilAsserted(() -> assertThat(service.published()).isEqualTo(1));
  }

  @Test
  void aTargetThatIsNotCalledThatIsSaidNotToMatch() {
    HttpResponse<String> answer = service.calls().post("/backup", "{\"target\": \"prod\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "target_matched")).isEqualTo("false");
    assertThat(Json.text(answer, "target")).isEqualTo("default");
  }

  @Test
  void aTypeOfLaterVersionsIsRefusedAndNamesTheField() {
    HttpResponse<String> answer = service.calls().post("/backup", "{\"type\": \"incremental\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("not_yet_supported");
    assertThat(Json.text(answer, "field")).isEqualTo("type");
  }

  @Test
  void aComponentThatIsNotConfiguredIsRefusedWhereNothingElseWasAskedFor() {
    HttpResponse<String> answer =
        service.calls().post("/backup", "{\"components\": [\"workflows\"]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("nothing_configured");
    assertThat(service.source().captured()).isEmpty();
  }

  @Test
  void aServiceThatStopsTakesNoMore() throws InterruptedException {
    service.stopTakingBackups();
    HttpResponse<String> answer = service.calls().post("/backup", "{}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Json.text(answer, "code")).isEqualTo("shutting_down");
  }

  @Test
  void aTokensNameIsWhoAskedUnlessTheBodySays() {
    HttpResponse<String> answer =
        service.calls().post("/backup", "{}", "Authorization", "Bearer " + RunningService.NOBODY);
    assertThat(Json.text(answer, "requested_by")).isEqualTo("reader");
  }
}
