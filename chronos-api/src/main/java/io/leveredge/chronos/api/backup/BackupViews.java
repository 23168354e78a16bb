package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.api.backup.BackupView.ArtifactView;
import io.leveredge.chronos.api.backup.BackupView.ComponentView;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.Standing;
import io.leveredge.chronos.engine.backup.BackupJob;
import io.leveredge.chronos.engine.job.Progress;
import io.leveredge.chronos.engine.target.Targets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns backups and jobs into what callers see of them. */
@Singleton
final class BackupViews {
  private final ApiSettings settings;
  private final Targets targets;

  BackupViews(ApiSettings settings, Targets targets) {
    this.settings = settings;
    this.targets = targets;
  }

  BackupView of(Backup backup) {
    return of(backup, Optional.empty());
  }

  /** The same with what was found out about it since, where that is known. */
  BackupView of(Backup backup, Optional<List<Fact>> facts) {
    return view(backup, Optional.empty(), Optional.empty(), facts);
  }

  BackupView of(Backup backup, Targets.Match match) {
    return view(backup, matched(match), Optional.empty(), Optional.empty());
  }

  BackupView of(BackupJob job) {
    return running(job, Optional.empty());
  }

  BackupView of(BackupJob job, Targets.Match match) {
    return running(job, matched(match));
  }

  private BackupView running(BackupJob job, Optional<Boolean> targetMatched) {
    Backup backup = Backup.running(job.order());
    return view(backup, targetMatched, Optional.of(job.progress()), Optional.empty());
  }

  static List<ComponentView> components(List<ComponentResult> results) {
    return results.stream().map(BackupViews::component).toList();
  }

  private BackupView view(
      Backup backup,
      Optional<Boolean> targetMatched,
      Optional<Progress> progress,
      Optional<List<Fact>> facts) {
    var order = backup.order();
    Optional<Standing> standing = facts.map(Standing::of);
    Optional<Outcome.Published> published = backup.published();
    return new BackupView(
        order.id().value(),
        backup.state().wire(),
        order.type().wire(),
        order.tier().name(),
        targets.shown(order.target()),
        targetMatched,
        order.label(),
        order.labels(),
        order.reason(),
        order.requestedBy(),
        published.map(it -> settings.shown(it.directory())),
        published.map(it -> it.size().value()),
        published.map(it -> it.manifest().hex()),
        order.createdAt(),
        backup.endedAt(),
        backup.took().map(Duration::toMillis),
        order.expiresAt(),
        published.map(it -> components(it.components())).orElseGet(() -> ordered(backup)),
        progress.map(BackupViews::progress),
        failure(backup),
        standing.flatMap(Standing::verifiedAt),
        standing.flatMap(Standing::provenAt),
        standing.map(it -> it.hold().isPresent()),
        facts.map(all -> all.stream().map(FactView::of).toList()));
  }

  private static Optional<Boolean> matched(Targets.Match match) {
    return switch (match) {
      case UNASKED -> Optional.empty();
      case NAMED -> Optional.of(true);
      case UNMATCHED -> Optional.of(false);
    };
  }

  private static List<ComponentView> ordered(Backup backup) {
    return backup.order().components().stream()
        .map(
            component ->
                new ComponentView(
                    component.wire(),
                    backup.state().wire(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of()))
        .toList();
  }

  private static ComponentView component(ComponentResult result) {
    return new ComponentView(
        result.component().wire(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.artifacts().stream().map(BackupViews::artifact).toList(),
        result.missing(),
        result.notes(),
        result.facts());
  }

  private static ArtifactView artifact(Artifact artifact) {
    return new ArtifactView(
        artifact.name().value(),
        artifact.storedBytes().value(),
        artifact.storedSha256().hex(),
        artifact.plainBytes().value(),
        artifact.plainSha256().hex(),
        artifact.codec().wire());
  }

  private static BackupProgress progress(Progress progress) {
    return new BackupProgress(
        progress.component().map(Component::wire),
        Optional.of(progress.doing()).filter(doing -> !doing.isEmpty()),
        progress.read().value(),
        progress.bytesPerSecond());
  }

  private static Optional<BackupFailure> failure(Backup backup) {
    return backup.outcome() instanceof Outcome.Unfinished failed
        ? Optional.of(
            new BackupFailure(
                failed.code().wire(),
                failed.code().title(),
                failed.problem(),
                failed.code().hint()))
        : Optional.empty();
  }
}
