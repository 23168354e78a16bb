package io.leveredge.chronos.domain.state;

import io.leveredge.chronos.domain.backup.BackupId;
import java.time.Instant;

/** That a backup was deleted, by whom and when. */
public record Deletion(BackupId id, String by, Instant at) {}
