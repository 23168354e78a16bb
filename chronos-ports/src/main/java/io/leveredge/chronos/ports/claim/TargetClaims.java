package io.leveredge.chronos.ports.claim;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import java.util.Optional;

/**
 * The right to run a job on a target: at most one claim per target is held at any time among all
 * who share what stands behind this port. The right of a dead process passes on by itself.
 */
public interface TargetClaims {

  /** Takes the claim or says who has it; does not wait. */
  Attempt tryClaim(TargetName target, BackupId job);

  /** What came of an attempt. */
  sealed interface Attempt {
    record Granted(Claim claim) implements Attempt {}

    /** Another job has it; its id is empty where it cannot be told. */
    record Busy(Optional<BackupId> job) implements Attempt {}
  }

  /** A right that is held until it is closed. */
  interface Claim extends AutoCloseable {

    /**
     * Whether the right is still this holder's: false once it lapsed, for example because a lease
     * could not be renewed in time. Asked right before a backup is published.
     */
    boolean held();

    /** Gives the right up. Closing twice does nothing. Never throws. */
    @Override
    void close();
  }
}
