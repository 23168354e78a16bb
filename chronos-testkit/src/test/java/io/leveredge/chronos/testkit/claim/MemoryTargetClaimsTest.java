package io.leveredge.chronos.testkit.claim;

import io.leveredge.chronos.ports.claim.TargetClaims;

final class MemoryTargetClaimsTest extends TargetClaimsContract {
  private final TargetClaims claims = new MemoryTargetClaims();

  @Override
  protected TargetClaims claims() {
    return claims;
  }

  @Override
  protected TargetClaims another() {
    return claims;
  }
}
