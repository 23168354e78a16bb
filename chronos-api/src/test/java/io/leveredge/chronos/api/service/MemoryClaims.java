package io.leveredge.chronos.api.service;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.TargetClaims;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory. */
final class MemoryClaims implements TargetClaims {
  private final Map<TargetName, BackupId> holders = new ConcurrentHashMap<>();

  @Override
  public Attempt tryClaim(TargetName target, BackupId job) {
    BackupId holder = holders.putIfAbsent(target, job);
    return holder == null
        ? new Attempt.Granted(claim(target, job))
        : new Attempt.Busy(Optional.of(holder));
  }

  private Claim claim(TargetName target, BackupId job) {
    return new Claim() {
      @Override
      public Standing standing() {
        return job.equals(holders.get(target)) ? Standing.HELD : Standing.LOST;
      }

      @Override
      public void close() {
        holders.remove(target, job);
      }
    };
  }
}
