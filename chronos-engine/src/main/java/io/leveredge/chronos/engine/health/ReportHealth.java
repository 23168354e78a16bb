package io.leveredge.chronos.engine.health;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Says whether backups can be taken, and what is wrong; answers in time whatever hangs. */
public final class ReportHealth {
  private static final Duration PATIENCE = Duration.ofMillis(1200);
  private static final int MOST_NAMED = 3;
  private static final Set<BackupState> ENDED =
      EnumSet.complementOf(EnumSet.of(BackupState.RUNNING));

  private final ArtifactStore store;
  private final BackupCatalog catalog;
  private final FindBackups history;
  private final Targets targets;
  private final UnsettledRestores unsettled;
  private final Clock clock;

  public ReportHealth(
      ArtifactStore store,
      BackupCatalog catalog,
      FindBackups history,
      Targets targets,
      UnsettledRestores unsettled,
      Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.history = history;
    this.targets = targets;
    this.unsettled = unsettled;
    this.clock = clock;
  }

  public Health report() {
    CompletableFuture<Optional<String>> directory = inTime(this::directoryProblem);
    CompletableFuture<Boolean> answers = inTime(catalog::available);
    CompletableFuture<Recent> recent = inTime(this::recent);
    CompletableFuture<Integer> legacy = inTime(() -> store.unreadable().size());
    List<String> problems = new ArrayList<>();
    Optional<String> directoryProblem =
        get(directory)
            .orElse(Optional.of("it did not answer within " + PATIENCE.toMillis() + " ms"));
    directoryProblem.ifPresent(
        problem -> problems.add("The backup directory cannot be used: " + problem));
    boolean catalogAnswers = get(answers).orElse(false);
    if (!catalogAnswers) {
      problems.add("The catalog's database does not answer; backups run and are recorded later.");
    }
    problems.addAll(unsettled.problems());
    Optional<Recent> last = get(recent);
    last.ifPresentOrElse(
        known -> problems.addAll(known.failures()),
        () -> problems.add("The history of backups did not answer in time."));
    return new Health(
        directoryProblem.isEmpty(),
        catalogAnswers,
        last.map(Recent::completedInLastDay).orElse(0),
        clock.now(),
        targets.all().stream().map(ProtectedTarget::name).toList(),
        get(legacy).map(OptionalInt::of).orElseGet(OptionalInt::empty),
        problems);
  }

  private Optional<String> directoryProblem() {
    try {
      store.probe();
      return Optional.empty();
    } catch (ChronosException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  private Recent recent() {
    Instant lastDay = clock.now().minus(Duration.ofDays(1));
    BackupPage completed =
        history.list(BackupQuery.restorable(BackupQuery.LARGEST_PAGE).since(lastDay));
    Set<BackupId> unreadable = new TreeSet<>(completed.unreadable());
    List<String> failures = new ArrayList<>();
    for (ProtectedTarget target : targets.all()) {
      BackupPage last = history.list(BackupQuery.newest(ENDED, 1).of(target.name()));
      last.backups().forEach(backup -> problem(backup).ifPresent(failures::add));
      unreadable.addAll(last.unreadable());
    }
    if (!unreadable.isEmpty()) {
      failures.add(
          "What the catalog says of %d recent backups cannot be read by this version, and they have no manifest: %s"
              .formatted(unreadable.size(), named(unreadable)));
    }
    return new Recent(completed.backups().size(), failures);
  }

  private static String named(Set<BackupId> ids) {
    return ids.stream().limit(MOST_NAMED).map(BackupId::value).collect(Collectors.joining(", "));
  }

  private static Optional<String> problem(Backup backup) {
    return switch (backup.outcome()) {
      case Outcome.Running running -> Optional.empty();
      case Outcome.Published published when published.state() == BackupState.PARTIAL ->
          Optional.of(
              "The last backup of target '%s' (%s, %s) lacks %s"
                  .formatted(
                      backup.order().target(),
                      backup.id(),
                      published.completedAt(),
                      lacking(published)));
      case Outcome.Published whole -> Optional.empty();
      case Outcome.Unfinished(var state, var at, var code, var what) ->
          Optional.of(
              "The last backup of target '%s' (%s, %s) is %s: %s"
                  .formatted(backup.order().target(), backup.id(), at, state.wire(), what));
    };
  }

  private static String lacking(Outcome.Published partial) {
    List<String> missing =
        partial.components().stream().flatMap(result -> result.missing().stream()).toList();
    String first = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = missing.size() - MOST_NAMED;
    return more > 0 ? first + ", and " + more + " more" : first;
  }

  private static <T> CompletableFuture<T> inTime(java.util.function.Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("health")
        .start(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
              }
            });
    return answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> Optional<T> get(CompletableFuture<T> answer) {
    try {
      return Optional.of(answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException none) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** What the history says of the last day and of each target's last backup. */
  private record Recent(int completedInLastDay, List<String> failures) {}
}
