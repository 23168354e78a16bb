package io.leveredge.chronos.ports.claim;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;

/** Claims that live on for a while after the process that holds them has died. */
public interface LastingClaims {

  /**
   * Ends the claim of a job whose process is known to be dead, so that nobody waits for it to
   * lapse. Does nothing where that job holds no claim on the target; claims of other jobs are not
   * touched.
   */
  void abandon(TargetName target, BackupId deadJob);
}
