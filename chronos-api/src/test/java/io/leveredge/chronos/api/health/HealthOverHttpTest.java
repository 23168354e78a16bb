package io.leveredge.chronos.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.testkit.SampleBackups;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthOverHttpTest {
  private final RunningService service = RunningService.open();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aServiceThatCanTakeBackupsIsHealthy() {
    service.remember(SampleBackups.completed(SampleBackups.order(-60)));
    HttpResponse<String> answer = service.calls().get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    Golden.json("health.json", answer.body());
  }

  @Test
  void whatAMonitorAddsToTheAddressDoesNotMatter() {
    assertThat(service.calls().get("/health?source=monitor").statusCode()).isEqualTo(200);
  }

  @Test
  void aCatalogThatIsDownDegradesAndDoesNotStop() {
    service.catalog().goDown();
    HttpResponse<String> answer = service.calls().get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.text(answer, "status")).isEqualTo("degraded");
    assertThat(Json.text(answer, "catalog")).isEqualTo("{\"available\":false}");
    assertThat(answer.body()).contains("The catalog's database does not answer");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsA503() {
    service.makeDirectoryUnusable();
    HttpResponse<String> answer = service.calls().get("/health");
    assertThat(answer.statusCode()).isEqualTo(503);
    Golden.json("health-unhealthy.json", answer.body());
  }
}
