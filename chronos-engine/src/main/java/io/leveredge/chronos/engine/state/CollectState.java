package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds out what there is to tell, and names what does not answer. */
final class CollectState {
  private static final System.Logger LOG = System.getLogger(CollectState.class.getName());
  private static final Duration LOOK_BACK = Duration.ofDays(90);
  private static final int MOST = BackupQuery.LARGEST_PAGE;

  /** Of so many of the newest by id, one was published last. */
  private static final int RECENT = 50;

  private static final Set<BackupState> UNFINISHED =
      EnumSet.of(BackupState.FAILED, BackupState.INTERRUPTED);
  private static final Set<BackupState> PUBLISHED =
      EnumSet.of(BackupState.COMPLETED, BackupState.PARTIAL);
  private static final Comparator<Backup> BY_PUBLICATION =
      Comparator.<Backup, Instant>comparing(backup -> backup.endedAt().orElse(Instant.MIN))
          .thenComparing(Backup::id);

  private final BackupCatalog catalog;
  private final FindBackups history;
  private final RunJournal journal;
  private final Clock clock;

  CollectState(BackupCatalog catalog, FindBackups history, RunJournal journal, Clock clock) {
    this.catalog = catalog;
    this.history = history;
    this.journal = journal;
    this.clock = clock;
  }

  OwnState now() {
    Instant now = clock.now();
    Instant since = now.minus(LOOK_BACK);
    List<String> lacking = new ArrayList<>();
    Optional<OwnState.Link> previous =
        ask("the backup before this one", this::previous, Optional.empty(), lacking);
    List<Backup> runs = runs(since, lacking);
    List<Deletion> deletions =
        ask("deletions", () -> catalog.deletions(since, MOST), List.of(), lacking);
    if (deletions.size() == MOST) {
      lacking.add("Deletions: only the latest " + MOST + " are here");
    }
    return new OwnState(now, previous, lacking, runs, deletions);
  }

  private Optional<OwnState.Link> previous() {
    return history.list(BackupQuery.newest(PUBLISHED, RECENT)).backups().stream()
        .max(BY_PUBLICATION)
        .flatMap(
            backup -> backup.published().map(it -> new OwnState.Link(backup.id(), it.manifest())));
  }

  /** What the catalog knows, and the ends that it has not heard of. */
  private List<Backup> runs(Instant since, List<String> lacking) {
    Map<BackupId, Backup> runs = new TreeMap<>(Comparator.reverseOrder());
    BackupPage known =
        ask(
            "failed runs that the catalog alone knows",
            () -> catalog.list(BackupQuery.newest(UNFINISHED, MOST).since(since)),
            new BackupPage(List.of(), Optional.empty()),
            lacking);
    known.backups().forEach(run -> runs.put(run.id(), run));
    if (!known.unreadable().isEmpty()) {
      lacking.add("Failed runs that this version cannot read: " + known.unreadable());
    }
    List<Backup> untold =
        ask("failed runs that the catalog has not heard of", journal::untold, List.of(), lacking);
    untold.stream()
        .filter(run -> UNFINISHED.contains(run.state()))
        .forEach(run -> runs.put(run.id(), run));
    if (known.next().isPresent() || runs.size() > MOST) {
      lacking.add("Failed runs: only the newest " + MOST + " are here");
    }
    return runs.values().stream().limit(MOST).map(WithoutAddresses::of).toList();
  }

  private static <T> T ask(String what, Supplier<T> question, T nothing, List<String> lacking) {
    try {
      return question.get();
    } catch (ChronosException unavailable) {
      // Its message may hold an address, and the artifact holds none.
      LOG.log(
          System.Logger.Level.WARNING,
          "The backup''s copy of the service''s state lacks {0}: {1}",
          what,
          unavailable.getMessage());
      lacking.add("Not answered (%s): %s".formatted(unavailable.code().wire(), what));
      return nothing;
    }
  }
}
