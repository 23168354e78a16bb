package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.backup.BackupJob;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.history.FindBackups;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A backup's way to its end, as server-sent events: how far it is each second, then how it ended.
 * Who comes late hears the end alone.
 */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BackupEventsController implements BackupEventsDescription {
  static final String PROGRESS = "progress";
  static final String ENDED = "ended";

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final RunningJobs running;
  private final FindBackups findBackups;
  private final BackupViews views;

  BackupEventsController(RunningJobs running, FindBackups findBackups, BackupViews views) {
    this.running = running;
    this.findBackups = findBackups;
    this.views = views;
  }

  @Get(uri = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
  @Override
  public Publisher<Event<BackupView>> follow(HttpRequest<?> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = IdReader.require(id);
    return running
        .find(known)
        .map(this::ofJob)
        .or(() -> findBackups.find(known).map(this::ofBackup))
        .orElseThrow(() -> IdReader.notFound(id));
  }

  private Flux<Event<BackupView>> ofJob(BackupJob job) {
    // A copy of the stage: a listener who leaves cancels the copy alone.
    Mono<Event<BackupView>> end =
        Mono.fromFuture(() -> job.end().toCompletableFuture()).map(this::ended);
    return Flux.interval(Duration.ZERO, BEAT)
        .onBackpressureDrop()
        .map(beat -> Event.of(views.of(job)).name(PROGRESS))
        .takeUntilOther(end)
        .concatWith(end);
  }

  /** Of one that another instance makes, the catalog alone tells, and only that it is running. */
  private Flux<Event<BackupView>> ofBackup(Backup backup) {
    if (backup.endedAt().isPresent()) {
      return Flux.just(ended(backup));
    }
    return Flux.interval(Duration.ZERO, BEAT)
        .onBackpressureDrop()
        .publishOn(Schedulers.boundedElastic())
        .map(beat -> findBackups.find(backup.id()).orElse(backup))
        .takeUntil(now -> now.endedAt().isPresent())
        .map(
            now -> now.endedAt().isPresent() ? ended(now) : Event.of(views.of(now)).name(PROGRESS));
  }

  private Event<BackupView> ended(Backup backup) {
    return Event.of(views.of(backup)).name(ENDED);
  }
}
