package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RawHttp;
import io.leveredge.chronos.api.service.RunningService;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBodyTest {
  private static final int LIMIT = 64 * 1024;

  private final RunningService service = RunningService.open();

  @AfterEach
  void nothingWasBegun() {
    assertThat(service.source().captured()).isEmpty();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"path\": \"/etc\"}                 | unknown_field | path",
        "{\"Type\": \"full\"}                 | unknown_field | Type",
        "{\"\": 1}                            | unknown_field | ``",
        "{\"type\": \"everything\"}           | invalid_field | type",
        "{\"type\": \"FULL\"}                 | invalid_field | type",
        "{\"type\": 1}                        | invalid_field | type",
        "{\"type\": [\"full\"]}               | invalid_field | type",
        "{\"components\": \"database\"}       | invalid_field | components",
        "{\"components\": [\"disk\"]}         | invalid_field | components",
        "{\"components\": [null]}             | invalid_field | components",
        "{\"components\": [[\"database\"]]}   | invalid_field | components",
        "{\"components\": {\"database\": 1}}  | invalid_field | components",
        "{\"type\": \"database\", \"components\": [\"config\"]} | invalid_field | components",
        "{\"target\": 5}                      | invalid_field | target",
        "{\"reason\": true}                   | invalid_field | reason",
        "{\"reason\": {}}                     | invalid_field | reason",
        "{\"reason\": \"a\\u0000b\"}          | invalid_field | reason",
        "{\"reason\": \"\\ud800\"}            | invalid_field | reason",
        "{\"label\": 1.5}                     | invalid_field | label",
        "{\"requested_by\": []}               | invalid_field | requested_by",
        "{\"wait\": \"true\"}                 | invalid_field | wait",
        "{\"wait\": 1}                        | invalid_field | wait",
        "{\"allow_partial\": \"yes\"}         | invalid_field | allow_partial"
      })
  void aFaultNamesItsField(String body, String code, String field) {
    HttpResponse<String> answer = service.calls().post("/backup", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo(code);
    assertThat(Json.text(answer, "field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({"reason, 2001", "label, 201", "target, 201", "requested_by, 201"})
  void aTextThatIsTooLongIsRefused(String field, int length) {
    String body = "{\"" + field + "\": \"" + "🙂".repeat(length) + "\"}";
    HttpResponse<String> answer = service.calls().post("/backup", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{]",
        "{\"type\": \"full\"",
        "{type: \"full\"}",
        "{'type': 'full'}",
        "{\"type\": \"full\",}",
        "// comment\n{}",
        "{} {}",
        "{} x",
        "[]",
        "[{}]",
        "\"full\"",
        "1",
        "null",
        "true",
        " ",
        "{\"wait\": NaN}",
        "{\"type\": \"full\", \"type\": \"database\"}",
        "{\"reason\": \"a\nb\"}"
      })
  void whatIsNoJsonObjectIsMalformed(String body) {
    HttpResponse<String> answer = service.calls().post("/backup", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("malformed_request");
  }

  @Test
  void absurdNestingIsMalformed() {
    String body = "{\"reason\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    HttpResponse<String> answer = service.calls().post("/backup", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("malformed_request");
  }

  @Test
  void noBodyIsMalformed() {
    HttpResponse<String> answer =
        service.calls().send("POST", "/backup", "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("malformed_request");
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() throws IOException {
    RawHttp.Answer answer = raw("{\"reason\": \"\u00ff\u00fe\"}", "application/json");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("malformed_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/problem+json",
        "application/json; charset=utf-16",
        "nonsense",
        "application/"
      })
  void anotherTypeIsA415(String type) throws IOException {
    RawHttp.Answer answer = raw("{}", type);
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.headers()).contains("application/problem+json");
    assertThat(answer.body()).contains("\"unsupported_media_type\"");
  }

  @Test
  void noTypeIsA415() throws IOException {
    RawHttp.Answer answer =
        new RawHttp(service).send(RawHttp.head("POST", "/backup", "Content-Length: 2") + "\r\n{}");
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void aBodyThatIsTooLargeIsA413() {
    HttpResponse<String> answer = service.calls().post("/backup", "{}" + " ".repeat(LIMIT));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Json.text(answer, "code")).isEqualTo("body_too_large");
  }

  @Test
  void aBodyInChunksThatIsTooLargeIsA413() throws IOException {
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
    RawHttp.Answer answer =
        new RawHttp(service)
            .send(
                RawHttp.head(
                        "POST",
                        "/backup",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked")
                    + "\r\n"
                    + chunk.repeat(LIMIT / 0x1000 + 1)
                    + "0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("body_too_large");
  }

  private RawHttp.Answer raw(String body, String type) throws IOException {
    String head =
        RawHttp.head(
            "POST", "/backup", "Content-Type: " + type, "Content-Length: " + body.length());
    return new RawHttp(service).send(head + "\r\n" + body);
  }
}
