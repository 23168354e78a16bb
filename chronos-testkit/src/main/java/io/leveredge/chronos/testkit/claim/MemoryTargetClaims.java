package io.leveredge.chronos.testkit.claim;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory, that can be made to lapse. */
public final class MemoryTargetClaims implements TargetClaims, LastingClaims {
  private final Map<TargetName, MemoryClaim> claims = new ConcurrentHashMap<>();

  @Override
  public Attempt tryClaim(TargetName target, BackupId job) {
    MemoryClaim mine = new MemoryClaim(target, job);
    MemoryClaim first = claims.putIfAbsent(target, mine);
    return first == null ? new Attempt.Granted(mine) : new Attempt.Busy(Optional.of(first.job));
  }

  @Override
  public void abandon(TargetName target, BackupId deadJob) {
    claims.computeIfPresent(target, (name, held) -> held.job.equals(deadJob) ? null : held);
  }

  /** Takes the claim away from whoever holds it, as a lease that could not be renewed. */
  public void lapse(TargetName target) {
    claims.remove(target);
  }

  private final class MemoryClaim implements Claim {
    private final TargetName target;
    private final BackupId job;

    private MemoryClaim(TargetName target, BackupId job) {
      this.target = target;
      this.job = job;
    }

    @Override
    public boolean held() {
      return claims.get(target) == this;
    }

    @Override
    public void close() {
      claims.remove(target, this);
    }
  }
}
