package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backup directory.
 *
 * <p>A backup is there whole or not at all: it becomes visible by one atomic rename after every
 * byte of it is durable, and it stops being one when its manifest is taken away. Every failure is a
 * {@code ChronosException} with {@code STORAGE_FULL} or {@code STORAGE_FAILED}; after one, earlier
 * backups are as they were.
 */
public interface ArtifactStore {

  /** Opens a place for a backup that nobody sees yet. The caller closes it, published or not. */
  StagedBackup stage(BackupOrder order);

  /** The published backup with that id, whole or partial, read from its manifest. */
  Optional<Backup> find(BackupId id);

  /**
   * Every published backup, newest first. A directory whose manifest cannot be read is passed over
   * here and listed by {@link #unreadable()}.
   */
  List<Backup> published();

  /**
   * A reader of one artifact of a published backup.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code NOT_FOUND} where there is no
   *     such backup, or its manifest names no such artifact
   */
  default ArtifactReader open(BackupId id, ArtifactName name) {
    return open(id)
        .orElseThrow(() -> new ChronosException(ErrorCode.NOT_FOUND, "There is no backup " + id))
        .artifact(name);
  }

  /** A published backup, whole or partial, for reading; empty where there is none of that id. */
  Optional<PublishedBackup> open(BackupId id);

  /** Directories that look like backups and cannot be read as such, each with the reason. */
  List<UnreadableBackup> unreadable();

  /**
   * Moves a backup to the trash, its manifest first, so that from the first step on it is no backup
   * any more. Moving one that is already gone does nothing.
   *
   * @return whether there was one to move
   */
  boolean discard(BackupId id);

  /** The ids of the backups that lie in the trash. */
  Set<BackupId> discarded();

  /** Removes what a dead run left in staging; does nothing when there is nothing. */
  void removeStaging(BackupId id);

  /** What a new backup may fill: free space for this user less the configured reserve. */
  ByteCount freeSpace();

  /** Writes, syncs, reads back and removes a small file; throws as every call does. */
  void probe();

  /**
   * A directory with the reason why it is not one of ours.
   *
   * @param manifest whether a manifest stands in it, whatever that says
   */
  record UnreadableBackup(String directory, String reason, boolean manifest) {}
}
