package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.RunJournal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds backups: by the catalog, and while that does not answer by the manifests and the journal,
 * which know every published backup and every end that the catalog has not heard of.
 */
public final class FindBackups {
  private final BackupCatalog catalog;
  private final BackupHistory manifests;
  private final RunJournal journal;

  public FindBackups(BackupCatalog catalog, BackupHistory manifests, RunJournal journal) {
    this.catalog = catalog;
    this.manifests = manifests;
    this.journal = journal;
  }

  /** The backup with that id, in whatever state it is. */
  public Optional<Backup> find(BackupId id) {
    Optional<Backup> known = orElse(() -> catalog.find(id), Optional::empty);
    if (known.isPresent() && known.get().endedAt().isPresent()) {
      return known;
    }
    return manifests.find(id).or(() -> untold(id)).or(() -> known);
  }

  /**
   * Newest first. What the catalog cannot read is looked up in the manifests and the journal; what
   * these do not know either, the page names.
   */
  public BackupPage list(BackupQuery query) {
    BackupPage page = orElse(() -> catalog.list(query), () -> manifests.list(query));
    return page.unreadable().isEmpty() ? page : completed(page, query);
  }

  private BackupPage completed(BackupPage page, BackupQuery query) {
    List<Backup> backups = new ArrayList<>(page.backups());
    List<BackupId> unreadable = new ArrayList<>();
    for (BackupId id : page.unreadable()) {
      manifests
          .find(id)
          .or(() -> untold(id))
          .ifPresentOrElse(backups::add, () -> unreadable.add(id));
    }
    backups.removeIf(backup -> !query.matches(backup));
    backups.sort(Comparator.comparing(Backup::id).reversed());
    return new BackupPage(backups, page.next(), unreadable);
  }

  /** Whether any published backup lies in the directory, whatever the catalog knows. */
  public boolean anyManifest() {
    return manifests.newest().isPresent();
  }

  /** What an earlier request with that key came to, where anything still knows of it. */
  public Optional<Backup> findByIdempotencyKey(String requestedBy, String key) {
    Optional<Backup> known =
        orElse(() -> catalog.findByIdempotencyKey(requestedBy, key), Optional::empty);
    return known.or(() -> publishedOrUntold(requestedBy, key));
  }

  private Optional<Backup> publishedOrUntold(String requestedBy, String key) {
    BackupQuery newest =
        BackupQuery.newest(
            EnumSet.of(BackupState.COMPLETED, BackupState.PARTIAL), BackupQuery.LARGEST_PAGE);
    return Stream.concat(journal.untold().stream(), manifests.list(newest).backups().stream())
        .filter(backup -> backup.order().requestedBy().equals(requestedBy))
        .filter(
            backup ->
                backup.order().idempotency().filter(mark -> mark.key().equals(key)).isPresent())
        .findFirst();
  }

  private Optional<Backup> untold(BackupId id) {
    return journal.untold().stream().filter(backup -> backup.id().equals(id)).findFirst();
  }

  private static <T> T orElse(Supplier<T> asked, Supplier<T> whenDown) {
    try {
      return asked.get();
    } catch (ChronosException unavailable) {
      if (unavailable.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw unavailable;
      }
      return whenDown.get();
    }
  }
}
