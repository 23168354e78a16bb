package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/** Knows who needs a backup, and so should not lose it. */
@FunctionalInterface
public interface DeletionGuard {
  /** Why the backup has to stay, as a whole sentence; empty where nobody needs it. */
  Optional<String> needs(BackupId id);
}
