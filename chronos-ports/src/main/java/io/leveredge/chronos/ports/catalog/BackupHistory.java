package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/**
 * What is known of backups, for reading. Failures are {@code ChronosException} with {@code
 * CATALOG_UNAVAILABLE} or a storage code.
 */
public interface BackupHistory {

  /** Fails where the backup is known and what is known of it cannot be read. */
  Optional<Backup> find(BackupId id);

  /**
   * Newest first, that is by id, downwards. What cannot be read hides nothing else; the page names
   * it.
   */
  BackupPage list(BackupQuery query);

  /** The highest id known, in whatever state. */
  Optional<BackupId> newest();
}
