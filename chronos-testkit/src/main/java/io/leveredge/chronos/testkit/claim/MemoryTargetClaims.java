package io.leveredge.chronos.testkit.claim;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory, which another can take over, and whose keeper can be made silent. */
public final class MemoryTargetClaims implements TargetClaims, LastingClaims {
  private final Map<TargetName, MemoryClaim> claims = new ConcurrentHashMap<>();
  private volatile boolean silent;

  @Override
  public Attempt tryClaim(TargetName target, BackupId job) {
    if (silent) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE, "The keeper of claims is silent: the test made it so");
    }
    MemoryClaim mine = new MemoryClaim(target, job);
    MemoryClaim first = claims.putIfAbsent(target, mine);
    return first == null ? new Attempt.Granted(mine) : new Attempt.Busy(Optional.of(first.job));
  }

  @Override
  public void abandon(TargetName target, BackupId deadJob) {
    claims.computeIfPresent(target, (name, held) -> held.job.equals(deadJob) ? null : held);
  }

  /**
   * From now on there is no answer, as of a catalog that has been away for longer than its leases:
   * claims are neither granted nor known to be held. What was granted stays in the books.
   */
  public void fallSilent() {
    silent = true;
  }

  /** Ends what {@link #fallSilent} began. */
  public void answerAgain() {
    silent = false;
  }

  /** Gives the claim to another job, as when a lease ran out and that one asked next. */
  public void passTo(TargetName target, BackupId job) {
    claims.put(target, new MemoryClaim(target, job));
  }

  private final class MemoryClaim implements Claim {
    private final TargetName target;
    private final BackupId job;

    private MemoryClaim(TargetName target, BackupId job) {
      this.target = target;
      this.job = job;
    }

    @Override
    public Standing standing() {
      if (silent) {
        return Standing.UNKNOWN;
      }
      return claims.get(target) == this ? Standing.HELD : Standing.LOST;
    }

    @Override
    public void close() {
      claims.remove(target, this);
    }
  }
}
