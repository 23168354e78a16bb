package io.leveredge.chronos.api.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.testkit.restore.RestoreCall;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreOverHttpTest {
  private static final String CONTENT = "a whole component";

  private final RunningService service = RunningService.open();
  private String backup = "";

  @BeforeEach
  void takeABackup() {
    backup = Json.text(service.calls().post("/backup", "{}"), "backup_id");
    service.state().put("since then", "something new");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aDryRunNeedsNoTokenAndChangesNothing() {
    HttpResponse<String> answer = post("{\"dry_run\": true, \"components\": [\"database\"]}", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.text(answer, "possible")).isEqualTo("true");
    assertThat(Json.text(answer, "components")).contains("\"created\":1");
    assertThat(Json.text(answer, "plan_token")).isNotBlank();
    assertThat(service.restorer().asked(RestoreCall.RESTORE)).isEmpty();
    assertThat(service.state().contents()).containsOnlyKeys("since then");
  }

  @Test
  void changesAreListedByThePage() {
    HttpResponse<String> answer =
        post("{\"dry_run\": true, \"changes_from\": 1, \"changes_limit\": 1}", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.text(answer, "components")).contains("\"changes\":[");
  }

  @Test
  void aRestoreNeedsAToken() {
    assertThat(post("{}", "").statusCode()).isEqualTo(401);
    assertThat(post("{}", RunningService.NOBODY).statusCode()).isEqualTo(403);
    assertThat(service.restorer().asked(RestoreCall.RESTORE)).isEmpty();
  }

  @Test
  void aRestoreIsAnsweredOnceItIsDoneAndIsInTheLog() {
    HttpResponse<String> answer = post("{\"reason\": \"a trial\"}", RunningService.ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.text(answer, "status")).isEqualTo("completed");
    assertThat(service.state().contents()).containsKey(CONTENT);
    String id = Json.text(answer, "restore_id");
    assertThat(answer.headers().firstValue("Location")).contains("/restores/" + id);
    assertThat(Json.text(answer, "safety_backup_id")).isNotBlank();
    HttpResponse<String> shown = get("/restores/" + id);
    assertThat(Json.text(shown, "reason")).isEqualTo("a trial");
    assertThat(Json.ofEach(get("/restores"), "restore_id")).containsExactly(id);
  }

  @Test
  void theRecordNeedsAToken() {
    assertThat(service.calls().get("/restores").statusCode()).isEqualTo(401);
    assertThat(service.calls().get("/restores/" + backup).statusCode()).isEqualTo(401);
  }

  @Test
  void aRestoreMayBeFollowedInsteadOfWaitedFor() {
    HttpResponse<String> answer = post("{\"wait\": false}", RunningService.ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(Json.text(answer, "status")).isEqualTo("running");
  }

  @Test
  void aRestoreIsUndoneAndTheUndoIsARestore() {
    String id = Json.text(post("{}", RunningService.ADMIN), "restore_id");
    assertThat(service.calls().post("/restores/" + id + "/undo", "").statusCode()).isEqualTo(401);
    HttpResponse<String> undone =
        service.calls().post("/restores/" + id + "/undo", "", bearer(RunningService.ADMIN));
    assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
    assertThat(Json.text(undone, "undoes")).isEqualTo(id);
    assertThat(service.state().contents()).containsOnlyKeys("since then");
    HttpResponse<String> again =
        service.calls().post("/restores/" + id + "/undo", "", bearer(RunningService.ADMIN));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(Json.text(again, "code")).isEqualTo("nothing_to_undo");
  }

  @Test
  void anUnknownRestoreIsNotFound() {
    HttpResponse<String> answer =
        service
            .calls()
            .post(
                "/restores/20200101T000000000Z-0000000000/undo",
                "{}",
                bearer(RunningService.ADMIN));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(get("/restores/20200101T000000000Z-0000000000").statusCode()).isEqualTo(404);
  }

  @Test
  void aPlansTokenIsGoodOnceAndForItsCallerAlone() {
    String foreign = Json.text(post("{\"dry_run\": true}", ""), "plan_token");
    HttpResponse<String> refused =
        post("{\"plan_token\": \"" + foreign + "\"}", RunningService.ADMIN);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Json.text(refused, "code")).isEqualTo("confirmation_required");
    assertThat(Json.text(refused, "plan")).contains("plan_token");
    String own = Json.text(post("{\"dry_run\": true}", RunningService.ADMIN), "plan_token");
    String confirmed = "{\"plan_token\": \"" + own + "\"}";
    assertThat(post(confirmed, RunningService.ADMIN).statusCode()).isEqualTo(200);
    assertThat(post(confirmed, RunningService.ADMIN).statusCode()).isEqualTo(409);
  }

  @Test
  void whatStandsInTheWayIsSaidAndNothingIsTouched() {
    service
        .restorer()
        .obstructed(Obstacle.blocking(Obstacle.Kind.ROLE, "role app is missing", "make it"));
    HttpResponse<String> plan = post("{\"dry_run\": true}", "");
    assertThat(Json.text(plan, "possible")).isEqualTo("false");
    HttpResponse<String> answer = post("{}", RunningService.ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(Json.text(answer, "code")).isEqualTo("restore_blocked");
    assertThat(Json.text(answer, "detail")).contains("role app is missing", "make it");
  }

  @Test
  void aFailureSaysWhatBecameOfEachComponent() {
    service
        .restorer()
        .failing(RestoreCall.RESTORE, new ChronosException(ErrorCode.RESTORE_FAILED, "no room"));
    HttpResponse<String> answer = post("{}", RunningService.ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
    assertThat(Json.text(answer, "code")).isEqualTo("restore_failed");
    assertThat(Json.text(answer, "components")).contains("\"failed\"", "no room");
    assertThat(Json.text(answer, "restore_id")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"components\": [\"everything\"]} | components",
        "{\"component\": \"database\"} | component",
        "{\"tables\": \"orders\"} | tables",
        "{\"tables\": [\"a b\"]} | tables",
        "{\"tables_go\": \"away\"} | tables_go",
        "{\"paths\": [\"relative\"]} | paths",
        "{\"paths\": [\"/etc/../root\"]} | paths",
        "{\"dry_run\": \"yes\"} | dry_run",
        "{\"changes_limit\": 0} | changes_limit",
        "{\"changes_from\": 1.5} | changes_from",
        "{\"components\": [\"config\"]} | components",
        "{\"components\": [\"database\"], \"paths\": [\"/etc\"]} | components",
        "{\"target\": \"elsewhere\"} | target",
        "{\"path\": \"/somewhere\"} | path"
      })
  void aFieldThatCannotBeUsedIsNamed(String body, String field) {
    HttpResponse<String> answer = post(body, RunningService.ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo(field);
    assertThat(service.restorer().asked(RestoreCall.RESTORE)).isEmpty();
  }

  @Test
  void onlyAnIdIsTaken() {
    assertThat(service.calls().post("/restore/..%2f..%2fetc", "{}").statusCode()).isEqualTo(400);
    assertThat(
            service
                .calls()
                .post("/restore/20200101T000000000Z-0000000000", "{\"dry_run\": true}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aDrillProvesABackupAndNeedsAToken() {
    String drill = "/backups/" + backup + "/drill";
    assertThat(service.calls().post(drill, "").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = service.calls().post(drill, "", bearer(RunningService.ADMIN));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.text(answer, "proven")).isEqualTo("true");
    assertThat(Json.text(service.calls().get("/backups/" + backup), "proven_at")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | SOURCE",
        "{} | SOURCE",
        "{\"server\": null} | SOURCE",
        "{\"server\": \"source\"} | SOURCE",
        "{\"server\": \"embedded\"} | EMBEDDED"
      })
  void aDrillGoesToTheServerThatIsAskedFor(String body, DrillServer server) {
    HttpResponse<String> answer = drill(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    for (DrillServer each : DrillServer.values()) {
      assertThat(service.drill(each).drilled()).hasSize(each == server ? 1 : 0);
    }
    assertThat(service.calls().get("/backups/" + backup).body())
        .contains("\"database_server\":\"" + server.wire() + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"server\": \"Embedded\"} | server",
        "{\"server\": \"\"} | server",
        "{\"server\": [\"source\"]} | server",
        "{\"url\": \"postgresql://elsewhere/db\"} | url"
      })
  void aFieldOfADrillThatCannotBeUsedIsNamed(String body, String field) {
    HttpResponse<String> answer = drill(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo(field);
    assertThat(service.drill(DrillServer.SOURCE).drilled()).isEmpty();
  }

  private HttpResponse<String> drill(String body) {
    return service
        .calls()
        .post("/backups/" + backup + "/drill", body, bearer(RunningService.ADMIN));
  }

  @Test
  void theDocumentNamesExactlyTheFieldsThatAreRead() {
    String document = service.calls().get("/openapi.yml").body();
    String request = document.replaceFirst("(?s).*\n    RestoreRequest:\n(.*?)\n    \\w.*", "$1");
    assertThat(
            java.util.regex.Pattern.compile("(?m)^        (\\w+):")
                .matcher(request)
                .results()
                .map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(RestoreRequestReader.FIELDS);
  }

  private HttpResponse<String> post(String body, String token) {
    return token.isEmpty()
        ? service.calls().post("/restore/" + backup, body)
        : service.calls().post("/restore/" + backup, body, bearer(token));
  }

  private HttpResponse<String> get(String path) {
    return service.calls().get(path, bearer(RunningService.ADMIN));
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
