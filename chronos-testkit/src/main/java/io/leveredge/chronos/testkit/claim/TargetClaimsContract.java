package io.leveredge.chronos.testkit.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Busy;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Granted;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every keeper of claims promises. */
public abstract class TargetClaimsContract {
  private static final TargetName TARGET = new TargetName("prod");
  private static final BackupId FIRST = SampleBackups.order(1).id();
  private static final BackupId SECOND = SampleBackups.order(2).id();

  /** The claims under test, none of them held. */
  protected abstract TargetClaims claims();

  /** The same claims as somebody else sees them. */
  protected abstract TargetClaims another();

  @Test
  void claimedTargetIsBusyWithTheJobThatHasIt() {
    try (Claim claim = granted(claims(), FIRST)) {
      assertThat(claim.standing()).isEqualTo(Standing.HELD);
      assertThat(claims().tryClaim(TARGET, SECOND)).isEqualTo(new Busy(Optional.of(FIRST)));
      assertThat(another().tryClaim(TARGET, SECOND)).isEqualTo(new Busy(Optional.of(FIRST)));
      assertThat(claim.standing()).isEqualTo(Standing.HELD);
    }
  }

  @Test
  void otherTargetIsFree() {
    try (Claim claim = granted(claims(), FIRST);
        Claim other = claim(another(), new TargetName("dev"), SECOND)) {
      assertThat(claim.standing()).isEqualTo(Standing.HELD);
      assertThat(other.standing()).isEqualTo(Standing.HELD);
    }
  }

  @Test
  void claimThatWasGivenUpIsFreeForOthers() {
    Claim claim = granted(claims(), FIRST);
    claim.close();
    assertThat(claim.standing()).isEqualTo(Standing.LOST);
    try (Claim next = granted(another(), SECOND)) {
      assertThat(next.standing()).isEqualTo(Standing.HELD);
    }
  }

  @Test
  void closingTwiceTakesNothingFromTheNextHolder() {
    Claim claim = granted(claims(), FIRST);
    claim.close();
    try (Claim next = granted(another(), SECOND)) {
      claim.close();
      assertThat(next.standing()).isEqualTo(Standing.HELD);
      assertThat(claims().tryClaim(TARGET, FIRST)).isEqualTo(new Busy(Optional.of(SECOND)));
    }
  }

  @Test
  void ofManyThreadsOneIsGranted() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<TargetClaims.Attempt> attempt = () -> another().tryClaim(TARGET, FIRST);
      List<Future<TargetClaims.Attempt>> attempts =
          threads.invokeAll(Collections.nCopies(32, attempt));
      List<Claim> claims =
          attempts.stream()
              .map(Future::resultNow)
              .filter(Granted.class::isInstance)
              .map(granted -> ((Granted) granted).claim())
              .toList();
      assertThat(claims).hasSize(1);
      claims.getFirst().close();
    }
  }

  private static Claim granted(TargetClaims claims, BackupId job) {
    return claim(claims, TARGET, job);
  }

  private static Claim claim(TargetClaims claims, TargetName target, BackupId job) {
    return switch (claims.tryClaim(target, job)) {
      case Granted(Claim claim) -> claim;
      case Busy busy -> throw new AssertionError(target + " is " + busy);
    };
  }
}
