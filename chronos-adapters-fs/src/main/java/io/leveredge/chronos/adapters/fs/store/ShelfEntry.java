package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Manifest;
import java.nio.file.Path;

/** What a directory in the place of a backup turned out to be. */
sealed interface ShelfEntry {
  Path directory();

  /** A backup. */
  record Whole(Path directory, Backup backup, Manifest manifest) implements ShelfEntry {}

  /**
   * A backup whose discarding was begun: its manifest was withdrawn, the directory still stands.
   */
  record Withdrawn(Path directory, BackupId id) implements ShelfEntry {}

  /** Something that is not understood, with a manifest or without; never touched. */
  record Foreign(Path directory, String reason, boolean manifest) implements ShelfEntry {}
}
