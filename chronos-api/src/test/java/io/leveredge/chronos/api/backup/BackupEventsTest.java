package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.SampleBackups;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackupEventsTest {
  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whoFollowsARunningBackupHearsProgressAndThenTheEnd() throws Exception {
    service.source().hold();
    String id = Json.text(service.calls().post("/backup", "{\"wait\": false}"), "backup_id");
    service.source().awaitBegun();
    List<String> heard =
        service
            .calls()
            .lines("/backups/" + id + "/events")
            .get(20, TimeUnit.SECONDS)
            .peek(this::goOnAfterProgress)
            .toList();
    assertThat(heard).contains("event: progress", "event: ended");
    assertThat(heard.indexOf("event: progress")).isLessThan(heard.indexOf("event: ended"));
    assertThat(dataOf(heard, "event: progress")).contains("\"status\":\"running\"", "\"progress\"");
    assertThat(dataOf(heard, "event: ended")).contains("\"status\":\"completed\"", id);
  }

  @Test
  void whoComesLateHearsTheEndAlone() {
    String id = Json.text(service.calls().post("/backup", "{}"), "backup_id");
    HttpResponse<String> answer = service.calls().get("/backups/" + id + "/events");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(answer.body()).startsWith("event: ended\n").contains("\"status\":\"completed\"");
  }

  @Test
  void aFailureIsAnEndToo() {
    service
        .source()
        .failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump ended with status 1"));
    String id = Json.text(service.calls().post("/backup", "{}"), "backup_id");
    assertThat(service.calls().get("/backups/" + id + "/events").body())
        .startsWith("event: ended\n")
        .contains("\"status\":\"failed\"", "pg_dump ended with status 1");
  }

  @Test
  void anUnknownIdIsAProblemAndNoStream() {
    String unknown = SampleBackups.order(9).id().value();
    HttpResponse<String> answer = service.calls().get("/backups/" + unknown + "/events");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.text(answer, "code")).isEqualTo("not_found");
    assertThat(service.calls().get("/backups/a..b/events").statusCode()).isEqualTo(400);
  }

  private void goOnAfterProgress(String line) {
    if (line.equals("event: progress")) {
      service.source().goOn();
    }
  }

  private static String dataOf(List<String> lines, String event) {
    return lines.get(lines.indexOf(event) + 1);
  }
}
