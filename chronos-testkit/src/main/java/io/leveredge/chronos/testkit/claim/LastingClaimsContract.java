package io.leveredge.chronos.testkit.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.testkit.SampleBackups;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link LastingClaims} promises. */
public abstract class LastingClaimsContract {
  private static final TargetName TARGET = TargetName.DEFAULT;
  private static final BackupId DEAD = SampleBackups.order(1).id();
  private static final BackupId OTHER = SampleBackups.order(2).id();

  /** Claims as a fresh process sees them, on what all processes of this test share. */
  protected abstract TargetClaims claims();

  /** What ends claims of the same kind. */
  protected abstract LastingClaims lasting();

  @Test
  public void theClaimOfADeadJobIsFreeAtOnce() {
    Attempt dead = claims().tryClaim(TARGET, DEAD);
    lasting().abandon(TARGET, DEAD);
    assertThat(claims().tryClaim(TARGET, OTHER)).isInstanceOf(Attempt.Granted.class);
    assertThat(dead)
        .isInstanceOfSatisfying(
            Attempt.Granted.class,
            granted -> assertThat(granted.claim().standing()).isEqualTo(Standing.LOST));
  }

  @Test
  public void theClaimOfAnotherJobIsNotTouched() {
    Attempt living = claims().tryClaim(TARGET, OTHER);
    lasting().abandon(TARGET, DEAD);
    lasting().abandon(new TargetName("elsewhere"), OTHER);
    assertThat(living)
        .isInstanceOfSatisfying(
            Attempt.Granted.class,
            granted -> assertThat(granted.claim().standing()).isEqualTo(Standing.HELD));
    assertThat(claims().tryClaim(TARGET, DEAD)).isInstanceOf(Attempt.Busy.class);
  }
}
