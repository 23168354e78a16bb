package io.leveredge.chronos.api.health;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.engine.health.Health;
import io.leveredge.chronos.engine.health.ReportHealth;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Locale;

/** {@code GET /health}: 200 while backups can be taken, else 503. */
@Controller
final class HealthController implements HealthDescription {
  private static final String NAME = "CHRONOS";

  private final ReportHealth reportHealth;
  private final ApiSettings settings;

  HealthController(ReportHealth reportHealth, ApiSettings settings) {
    this.reportHealth = reportHealth;
    this.settings = settings;
  }

  // Monitors may add parameters of their own; none is looked at.
  @Get("/health")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Override
  public HttpResponse<HealthView> health() {
    Health health = reportHealth.report();
    HttpStatus status =
        switch (health.status()) {
          case HEALTHY, DEGRADED -> HttpStatus.OK;
          case UNHEALTHY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return HttpResponse.status(status).body(view(health));
  }

  private HealthView view(Health health) {
    return new HealthView(
        health.status().name().toLowerCase(Locale.ROOT),
        NAME,
        NAME,
        "Master of Time",
        "Time bends to CHRONOS",
        "THE_KEEP",
        settings.port(),
        settings.version(),
        settings.backupDirectory(),
        health.directoryUsable(),
        health.completedInLastDay(),
        health.at(),
        new HealthView.CatalogView(health.catalogAnswers()),
        health.targets().stream().map(TargetName::value).toList(),
        health.legacyDirectories().stream().boxed().findFirst(),
        health.problems());
  }
}
