package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of callers who were there before this service. */
class OlderDialectTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.open();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre-deploy", "pre-migration", "healing", "emergency", "manual"})
  void anOccasionMeansAFullManualBackupAndIsItsLabel(String occasion) {
    HttpResponse<String> answer = post("{\"type\": \"" + occasion + "\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "type")).isEqualTo("full");
    assertThat(Json.text(answer, "tier")).isEqualTo("manual");
    assertThat(Json.text(answer, "label")).isEqualTo(occasion);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \"n\"}                                     | n",
        "{\"description\": \"d\"}                              | d",
        "{\"reason\": \"r\", \"description\": \"d\"}           | r; d",
        "{\"name\": \"n\", \"description\": \"d\"}             | d; n",
        "{\"name\": \"same\", \"reason\": \"same\"}            | same",
        "{\"service\": \"s\"}                                  | absent",
      })
  void whateverSaysWhyIsTheReason(String body, String reason) {
    assertThat(Json.text(post(body), "reason")).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"service\": \"billing\"}                              | [\"billing\"]",
        "{\"component\": \"billing\"}                            | [\"billing\"]",
        "{\"tag\": \"v1\", \"tier\": \"daily\"}                  | [\"v1\",\"daily\"]",
        "{\"target\": \"billing\"}                               | [\"billing\"]",
        "{\"target\": \"default\"}                               | []",
        "{\"type\": \"healing\", \"service\": \"b\", \"label\": \"l\"}"
            + "                                              | [\"l\",\"healing\",\"b\"]",
      })
  void whatTheCallerIsAboutToTouchIsALabelAndTheTargetIsBackedUpWhole(String body, String labels) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "labels")).isEqualTo(labels);
    assertThat(Json.text(answer, "type")).isEqualTo("full");
    assertThat(Json.text(answer, "tier")).isEqualTo("manual");
    assertThat(Json.text(answer, "components")).contains("database").contains("not_configured");
  }

  @Test
  void aComponentThatIsOneOfOursIsThatComponent() {
    HttpResponse<String> answer = post("{\"component\": \"database\"}");
    assertThat(Json.text(answer, "labels")).isEqualTo("[]");
    assertThat(Json.text(answer, "components")).contains("database").doesNotContain("config\"");
  }

  @Test
  void whoTriggeredItRequestedIt() {
    assertThat(Json.text(post("{\"triggered_by\": \"APOLLO\"}"), "requested_by"))
        .isEqualTo("APOLLO");
    assertThat(
            Json.text(
                post("{\"triggered_by\": \"APOLLO\", \"requested_by\": \"HADES\"}"),
                "requested_by"))
        .isEqualTo("HADES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"triggeredBy\": \"x\"}  | triggeredBy",
        "{\"service\": 1}          | service",
        "{\"component\": [\"x\"]}  | component",
        "{\"type\": \"predeploy\"} | type"
      })
  void anythingElseIsRefusedByItsName(String body, String field) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo(field);
  }

  private static HttpResponse<String> post(String body) {
    return service.calls().post("/backup", body);
  }
}
