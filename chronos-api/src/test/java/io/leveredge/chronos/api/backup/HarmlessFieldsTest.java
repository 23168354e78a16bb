package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No field of a request becomes a path, a URL, a connection string or a word of a shell. */
class HarmlessFieldsTest {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final List<String> FIELDS =
      List.of("target", "reason", "label", "requested_by", "type", "path", "database_url");

  @Test
  void nothingIsMadeWhereAFieldPointsTo() throws IOException {
    Path inside = Files.createTempDirectory("chronos-harmless");
    Set<Path> before = children();
    try (RunningService service = RunningService.open()) {
      for (String field : FIELDS) {
        for (String value : nasty(inside)) {
          String body = "{\"" + field + "\": \"" + json(value) + "\"}";
          HttpResponse<String> answer =
              service.calls().post("/backup", body, "Idempotency-Key", inside + "/key");
          assertThat(answer.statusCode()).as(body).isIn(200, 400, 422);
          if (answer.statusCode() == 200) {
            assertThat(Json.text(answer, "target")).isEqualTo("default");
            assertThat(Json.text(answer, "path"))
                .matches(
                    "/opt/leveredge/shared/backups/manual/2026-01-19T120000Z(-[0-9TZ]{19}-\\w{10})?");
          }
        }
      }
    }
    assertThat(inside).isEmptyDirectory();
    assertThat(children()).isEqualTo(before);
    Files.delete(inside);
  }

  private static List<String> nasty(Path inside) {
    return List.of(
        inside.resolve("absolute").toString(),
        "../../../../../../../.." + inside.resolve("relative"),
        "..",
        "file://" + inside.resolve("url"),
        "jdbc:postgresql://127.0.0.1:1/x?loggerFile=" + inside.resolve("driver"),
        "postgresql://127.0.0.1:1/x",
        "$(touch " + inside.resolve("shell") + ")",
        "`touch " + inside.resolve("backquote") + "`",
        "; touch " + inside.resolve("semicolon") + " #",
        "--file=" + inside.resolve("option"),
        "-f" + inside.resolve("short"),
        "a\ntouch " + inside.resolve("line"),
        "${jndi:ldap://127.0.0.1:1/x}",
        "'; DROP TABLE backup_history; --");
  }

  private static String json(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  private static Set<Path> children() throws IOException {
    try (Stream<Path> found = Files.walk(HERE.resolve("src"))) {
      return found.collect(Collectors.toSet());
    }
  }
}
