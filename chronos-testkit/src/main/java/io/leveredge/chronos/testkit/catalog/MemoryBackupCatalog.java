package io.leveredge.chronos.testkit.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A catalog in memory that can be made unreachable. Safe for use by several threads. */
public final class MemoryBackupCatalog implements BackupCatalog {
  private final TreeMap<BackupId, Backup> recorded = new TreeMap<>();
  private final TreeMap<BackupId, Deletion> deletions = new TreeMap<>();
  private final Set<BackupId> deleted = deletions.keySet();
  private final Set<BackupId> garbled = new HashSet<>();
  private boolean reachable = true;
  private boolean recalled;

  /** From now on every call but {@link #available} fails with {@code CATALOG_UNAVAILABLE}. */
  public synchronized void goDown() {
    reachable = false;
  }

  /** Ends what {@link #goDown} began; what was recorded before is still there. */
  public synchronized void comeBack() {
    reachable = true;
  }

  /** From now on it is a new one: what it knew is lost. */
  public synchronized void forget() {
    recorded.clear();
    deletions.clear();
    recalled = false;
  }

  /** From now on what is recorded of a backup cannot be read, as if a later version wrote it. */
  public synchronized void garble(BackupId id) {
    garbled.add(id);
  }

  @Override
  public synchronized void record(Backup backup) {
    requireReachable();
    recorded.merge(
        backup.id(), backup, (known, news) -> finality(news) >= finality(known) ? news : known);
  }

  @Override
  public synchronized Optional<Backup> findByIdempotencyKey(String requestedBy, String key) {
    requireReachable();
    return live()
        .filter(backup -> backup.order().requestedBy().equals(requestedBy))
        .filter(
            backup -> backup.order().idempotency().filter(it -> it.key().equals(key)).isPresent())
        .findFirst();
  }

  @Override
  public synchronized void recordDeletion(BackupId id, String by, Instant at) {
    requireReachable();
    deletions.putIfAbsent(id, new Deletion(id, by, at));
  }

  @Override
  public synchronized List<Deletion> deletions(Instant since, int limit) {
    requireReachable();
    return deletions.values().stream()
        .filter(deletion -> !deletion.at().isBefore(since))
        .sorted(Comparator.comparing(Deletion::at).thenComparing(Deletion::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Set<BackupId> publishedIds() {
    requireReachable();
    return live()
        .filter(backup -> backup.published().isPresent())
        .map(Backup::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized boolean recalled() {
    requireReachable();
    return recalled;
  }

  @Override
  public synchronized void recordRecall() {
    requireReachable();
    recalled = true;
  }

  @Override
  public synchronized boolean available() {
    return reachable;
  }

  @Override
  public synchronized Optional<Backup> find(BackupId id) {
    requireReachable();
    if (garbled.contains(id)) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE, "The test made unreadable what is known of " + id);
    }
    return Optional.ofNullable(recorded.get(id)).filter(backup -> !deleted.contains(id));
  }

  @Override
  public synchronized BackupPage list(BackupQuery query) {
    requireReachable();
    List<Backup> found =
        recorded.descendingMap().values().stream()
            .filter(backup -> !deleted.contains(backup.id()))
            .filter(query::matches)
            .limit(query.limit() + 1L)
            .toList();
    List<Backup> page = found.stream().limit(query.limit()).toList();
    return new BackupPage(
        page.stream().filter(backup -> !garbled.contains(backup.id())).toList(),
        found.size() > page.size() ? Optional.of(page.getLast().id()) : Optional.empty(),
        page.stream().map(Backup::id).filter(garbled::contains).toList());
  }

  @Override
  public synchronized Optional<BackupId> newest() {
    requireReachable();
    Set<BackupId> known = new HashSet<>(recorded.keySet());
    known.addAll(deleted);
    return known.stream().max(BackupId::compareTo);
  }

  /** The backups that are not deleted, oldest first. */
  private Stream<Backup> live() {
    return recorded.values().stream().filter(backup -> !deleted.contains(backup.id()));
  }

  /** An outcome replaces those of a lower or the same finality. */
  private static int finality(Backup backup) {
    return switch (backup.outcome()) {
      case Backup.Outcome.Running running -> 0;
      case Backup.Outcome.Unfinished unfinished -> 1;
      case Backup.Outcome.Published published -> 2;
    };
  }

  private void requireReachable() {
    if (!reachable) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE, "The catalog does not answer: the test took it down");
    }
  }
}
