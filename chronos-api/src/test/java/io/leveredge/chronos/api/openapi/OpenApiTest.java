package io.leveredge.chronos.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.RunningService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void theServedDocumentIsTheReference() {
    try (RunningService service = RunningService.open()) {
      HttpResponse<String> answer = service.calls().get("/openapi.yml");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
      Golden.reference("openapi.yml", answer.body());
    }
  }
}
