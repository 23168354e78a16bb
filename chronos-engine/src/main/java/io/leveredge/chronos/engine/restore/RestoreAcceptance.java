package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/** What came of a wish for a restore. */
public sealed interface RestoreAcceptance {

  /** A job was started for it. */
  record Accepted(RestoreJob job) implements RestoreAcceptance {}

  /** Another job kept the target busy for as long as the request may wait. */
  record Busy(Optional<BackupId> job) implements RestoreAcceptance {}

  /**
   * It needs the token of its plan, and came without a good one; nothing was done.
   *
   * @param why for a person
   * @param planned what the caller has to be told first
   */
  record Unconfirmed(String why, PlanRestore.Planned planned) implements RestoreAcceptance {}
}
