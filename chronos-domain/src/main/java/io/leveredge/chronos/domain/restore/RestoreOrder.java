package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked for before anything is read.
 *
 * @param backup what is put back
 * @param target where; the backup's own unless another was asked for
 * @param undoes the restore that this one takes back
 * @param dryRun whether only the plan is wanted
 * @param reason why, as the caller wrote it
 * @param requestedBy the caller's name
 */
public record RestoreOrder(
    RestoreId id,
    BackupId backup,
    TargetName target,
    RestoreChoice choice,
    Optional<RestoreId> undoes,
    boolean dryRun,
    Optional<String> reason,
    String requestedBy,
    Instant createdAt) {
  public RestoreOrder {
    if (choice.components().isEmpty()) {
      throw new IllegalArgumentException("A restore of no component: " + id);
    }
  }
}
