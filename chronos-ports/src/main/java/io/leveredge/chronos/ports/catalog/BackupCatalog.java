package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.state.Deletion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The index over the backups. It can be lost: what it says of published backups is rebuilt from
 * their manifests.
 */
public interface BackupCatalog extends BackupHistory {

  /**
   * Keeps what is now known of a backup. Idempotent. An ended backup is never turned back into a
   * running one, a published one never into an unfinished one, and one recorded as deleted stays
   * so.
   */
  void record(Backup backup);

  /**
   * The backup that an earlier request with that key made or is making, in whatever state. Keys
   * belong to the one who asked.
   */
  Optional<Backup> findByIdempotencyKey(String requestedBy, String key);

  /**
   * Keeps that a backup is gone, by whom and since when: it is found and listed no more, and its id
   * still counts for {@link #newest()}. Idempotent.
   */
  void recordDeletion(BackupId id, String by, Instant at);

  /**
   * The deletions that were recorded for that time or later, the latest first, and at most so many
   * of them.
   */
  List<Deletion> deletions(Instant since, int limit);

  /**
   * Every id that {@link #record} has seen and {@link #recordDeletion} has not, published ones
   * only.
   */
  Set<BackupId> publishedIds();

  /**
   * Whether this catalog was told what an earlier one knew and no manifest tells. A new one was
   * not, and one that was lost and made again is a new one.
   */
  boolean recalled();

  /** Keeps that it was, as long as the catalog itself is kept. Idempotent. */
  void recordRecall();

  /** Whether the catalog answers now; quick, and never throws. */
  boolean available();
}
