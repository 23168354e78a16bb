package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.RunningService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class TakeBackupOverHttpTest {
  @Test
  void anEmptyObjectIsAFullBackupThatIsThereWhenTheAnswerComes() {
    try (RunningService service = RunningService.open()) {
      HttpResponse<String> answer = service.calls().post("/backup", "{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"status\":\"completed\"").contains("\"type\":\"full\"");
      assertThat(service.published()).isEqualTo(1);
      String location = answer.headers().firstValue("Location").orElseThrow();
      assertThat(service.calls().get(location).body()).isEqualTo(answer.body());
    }
  }
}
