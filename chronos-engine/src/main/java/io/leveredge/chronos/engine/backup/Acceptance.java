package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.target.Targets;
import java.util.Optional;

/** What came of a wish for a backup. */
public sealed interface Acceptance {

  /**
   * A job was started for it, or, where {@code repeated}, the same request has started it before.
   */
  record Accepted(BackupJob job, Targets.Match match, boolean repeated) implements Acceptance {}

  /** The same request, by its idempotency key, has already come to this end. */
  record Answered(Backup backup, Targets.Match match) implements Acceptance {}

  /** Another job kept the target busy for as long as the request may wait. */
  record Busy(Optional<BackupId> job) implements Acceptance {}
}
