package io.leveredge.chronos.testkit.claim;

import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;

final class MemoryLastingClaimsTest extends LastingClaimsContract {
  private final MemoryTargetClaims claims = new MemoryTargetClaims();

  @Override
  protected TargetClaims claims() {
    return claims;
  }

  @Override
  protected LastingClaims lasting() {
    return claims;
  }
}
