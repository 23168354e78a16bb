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

  /** What can be said of a claim after it was granted. */
  enum Standing {
    /** The right is this holder's, and nobody else's. */
    HELD,

    /**
     * It is not: it passed to another, was ended by one who took the holder for dead, or was given
     * up. It does not come back.
     */
    LOST,

    /**
     * What stands behind the claim does not answer, and has not for so long that another may have
     * been granted the right. Nothing says that one was: this is no loss. Once it answers again the
     * claim is held or lost.
     */
    UNKNOWN
  }

  /** A right that is held until it is closed. */
  interface Claim extends AutoCloseable {

    /** Whose the right is now. Asked right before a backup is published. Never throws. */
    Standing standing();

    /** Gives the right up. Closing twice does nothing. Never throws. */
    @Override
    void close();
  }
}
