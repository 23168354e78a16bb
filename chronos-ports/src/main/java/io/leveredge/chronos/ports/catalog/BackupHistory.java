package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/**
 * What is known of backups, for reading. Failures are {@code ChronosException} with {@code
 * CATALOG_UNAVAILABLE} or a storage code.
 */
public interface BackupHistory {

  Optional<Backup> find(BackupId id);

  /** Newest first, that is by id, downwards. */
  BackupPage list(BackupQuery query);

  /** The highest id known, in whatever state. */
  Optional<BackupId> newest();
}
