package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.restore.Restore;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds out what there is to tell, and names what does not answer. */
final class CollectState {
  private static final Duration LOOK_BACK = Duration.ofDays(90);
  private static final int MOST = BackupQuery.LARGEST_PAGE;

  /** Of so many of the newest by id, one was published last. */
  private static final int RECENT = 50;

  private static final Set<BackupState> UNFINISHED =
      EnumSet.of(BackupState.FAILED, BackupState.INTERRUPTED);
  private static final Set<BackupState> PUBLISHED =
      EnumSet.of(BackupState.COMPLETED, BackupState.PARTIAL);

  private final BackupCatalog catalog;
  private final FindBackups history;
  private final RunJournal journal;
  private final CollectRestores restores;
  private final Clock clock;

  CollectState(
      BackupCatalog catalog,
      FindBackups history,
      RunJournal journal,
      CollectRestores restores,
      Clock clock) {
    this.catalog = catalog;
    this.history = history;
    this.journal = journal;
    this.restores = restores;
    this.clock = clock;
  }

  OwnState now() {
    Instant now = clock.now();
    Instant since = now.minus(LOOK_BACK);
    Lacking lacking = new Lacking();
    Optional<OwnState.Link> previous =
        lacking.ask("the backup before this one", this::previous, Optional.empty());
    askWhetherTheCatalogRecalled(lacking);
    List<Backup> runs = runs(since, lacking);
    List<Deletion> deletions =
        lacking.ask("deletions", () -> catalog.deletions(since, MOST), List.of());
    if (deletions.size() == MOST) {
      lacking.add("Deletions: only the latest " + MOST + " are here");
    }
    List<Restore> ended = restores.since(since, lacking);
    return new OwnState(now, previous, lacking.sentences(), runs, deletions, ended);
  }

  /**
   * One that was lost and made again answers, and knows nothing until it was told. Before the first
   * backup there is nothing to tell.
   */
  private void askWhetherTheCatalogRecalled(Lacking lacking) {
    boolean told =
        lacking.ask(
            "whether the catalog was told what an earlier one knew",
            () -> catalog.recalled() || !history.anyManifest(),
            true);
    if (!told) {
      lacking.add("What an earlier catalog knew, which this one was not told yet");
    }
  }

  private Optional<OwnState.Link> previous() {
    return history.list(BackupQuery.newest(PUBLISHED, RECENT)).backups().stream()
        .max(ByPublication.ORDER)
        .flatMap(
            backup -> backup.published().map(it -> new OwnState.Link(backup.id(), it.manifest())));
  }

  /** What the catalog knows, and the ends that it has not heard of. */
  private List<Backup> runs(Instant since, Lacking lacking) {
    Map<BackupId, Backup> runs = new TreeMap<>(Comparator.reverseOrder());
    BackupPage known =
        lacking.ask(
            "failed runs that the catalog alone knows",
            () -> catalog.list(BackupQuery.newest(UNFINISHED, MOST).since(since)),
            new BackupPage(List.of(), Optional.empty()));
    known.backups().forEach(run -> runs.put(run.id(), run));
    if (!known.unreadable().isEmpty()) {
      lacking.add("Failed runs that this version cannot read: " + known.unreadable());
    }
    List<Backup> untold =
        lacking.ask("failed runs that the catalog has not heard of", journal::untold, List.of());
    untold.stream()
        .filter(run -> UNFINISHED.contains(run.state()))
        .forEach(run -> runs.put(run.id(), run));
    if (known.next().isPresent() || runs.size() > MOST) {
      lacking.add("Failed runs: only the newest " + MOST + " are here");
    }
    return runs.values().stream().limit(MOST).map(WithoutAddresses::of).toList();
  }
}
