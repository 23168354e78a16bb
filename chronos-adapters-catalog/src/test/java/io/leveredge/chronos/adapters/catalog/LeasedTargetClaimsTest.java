package io.leveredge.chronos.adapters.catalog;

import static io.leveredge.chronos.domain.backup.TargetName.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.claim.TargetClaimsContract;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes that share nothing but the database, each with a way to it that can be cut. */
class LeasedTargetClaimsTest extends TargetClaimsContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final BackupId JOB = SampleBackups.order(1).id();
  private static final BackupId OTHER_JOB = SampleBackups.order(2).id();

  private static TestDatabase database;
  private CuttableSource mine;
  private CuttableSource theirs;

  @BeforeAll
  static void migrate() throws SQLException {
    database = TestPostgres.shared().createDatabase();
    CatalogFixture.migrated(database).close();
  }

  @BeforeEach
  void connect() throws SQLException {
    database.execute("TRUNCATE chronos.claims");
    mine = new CuttableSource(CatalogFixture.sourceOf(database));
    theirs = new CuttableSource(CatalogFixture.sourceOf(database));
  }

  @AfterEach
  void disconnect() {
    mine.close();
    theirs.close();
  }

  @Override
  protected TargetClaims claims() {
    return claims(mine, LONG);
  }

  @Override
  protected TargetClaims another() {
    return claims(theirs, LONG);
  }

  @Test
  void ofTwoWhoAskAtOnceOneIsGranted() throws Exception {
    LeasedTargetClaims here = claims(mine, LONG);
    LeasedTargetClaims there = claims(theirs, LONG);
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 25; round++) {
        List<Callable<Attempt>> attempts = new ArrayList<>();
        for (int each = 0; each < 4; each++) {
          attempts.add(() -> here.tryClaim(DEFAULT, JOB));
          attempts.add(() -> there.tryClaim(DEFAULT, OTHER_JOB));
        }
        List<Claim> granted = new ArrayList<>();
        for (Future<Attempt> attempt : together.invokeAll(attempts)) {
          if (attempt.get() instanceof Attempt.Granted it) {
            granted.add(it.claim());
          }
        }
        assertThat(granted).as("round %s", round).hasSize(1);
        granted.getFirst().close();
      }
    }
  }

  @Test
  void aClaimThatIsRenewedOutlivesItsLease() throws SQLException {
    try (Claim claim = granted(claims(mine, Duration.ofSeconds(2)), JOB)) {
      String first = leaseEnd();

      await()
          .atMost(PATIENCE)
          .until(() -> holds("clock_timestamp() > '" + first + "'::timestamptz + '1 second'"));

      assertThat(claims(theirs, LONG).tryClaim(DEFAULT, OTHER_JOB))
          .isEqualTo(new Attempt.Busy(Optional.of(JOB)));
      assertThat(claim.standing()).isEqualTo(Standing.HELD);
    }
  }

  @Test
  void aClaimThatIsNotRenewedPassesToTheNextWhoAsks() {
    Claim lapsing = granted(claims(mine, Duration.ofSeconds(1)), JOB);
    assertThat(claims(theirs, LONG).tryClaim(DEFAULT, OTHER_JOB)).isInstanceOf(Attempt.Busy.class);
    mine.cut();

    Claim next = awaitGranted(claims(theirs, LONG));

    assertThat(lapsing.standing()).as("by its own clock").isEqualTo(Standing.UNKNOWN);
    mine.mend();
    assertThat(lapsing.standing()).as("by the database").isEqualTo(Standing.LOST);
    mine.cut();
    assertThat(lapsing.standing()).as("by what was once answered").isEqualTo(Standing.LOST);
    mine.mend();
    lapsing.close();
    assertThat(next.standing()).as("after the former holder closed late").isEqualTo(Standing.HELD);
    next.close();
  }

  @Test
  void aClaimThatLapsedIsNotTakenForTheNextOneOfTheSameProcess() throws SQLException {
    LeasedTargetClaims claims = claims(mine, LONG);
    Claim lapsed = granted(claims, JOB);
    database.execute("UPDATE chronos.claims SET lease_until = '-infinity'");

    Claim next = granted(claims, OTHER_JOB);

    assertThat(lapsed.standing()).isEqualTo(Standing.LOST);
    lapsed.close();
    assertThat(next.standing()).isEqualTo(Standing.HELD);
    next.close();
  }

  @Test
  void theNumberOfAClaimNeverComesAgain() throws SQLException {
    granted(claims(mine, LONG), JOB).close();
    granted(claims(theirs, LONG), JOB).close();
    Claim third = granted(claims(mine, LONG), JOB);

    assertThat(database.value("SELECT fence FROM chronos.claims")).contains("3");
    third.close();
    assertThat(database.value("SELECT fence FROM chronos.claims")).contains("3");
  }

  @Test
  void aClaimThatNobodyTookMeanwhileIsTakenUpAgain() {
    Claim claim = granted(claims(mine, Duration.ofSeconds(1)), JOB);
    mine.cut();
    await().atMost(PATIENCE).until(() -> holds("clock_timestamp() > lease_until"));
    assertThat(claim.standing()).isEqualTo(Standing.UNKNOWN);

    mine.mend();

    assertThat(claim.standing()).isEqualTo(Standing.HELD);
    assertThat(claims(theirs, LONG).tryClaim(DEFAULT, OTHER_JOB)).isInstanceOf(Attempt.Busy.class);
    claim.close();
  }

  @Test
  void withoutTheDatabaseAClaimCountsUntilItsLeaseHasRunOut() {
    ManualClock clock = ManualClock.atSomeTime();
    Claim claim = granted(new LeasedTargetClaims(mine, clock, LONG), JOB);
    mine.cut();

    assertThat(claim.standing()).isEqualTo(Standing.HELD);
    clock.advance(LONG.minusSeconds(1));
    assertThat(claim.standing()).isEqualTo(Standing.HELD);
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim.standing()).isEqualTo(Standing.UNKNOWN);
    mine.mend();
    assertThat(claim.standing()).isEqualTo(Standing.HELD);
    claim.close();
  }

  @Test
  void aClaimOutlivesTheLossOfTheWholeCatalog() throws SQLException {
    Claim claim = granted(claims(mine, LONG), JOB);
    database.execute("TRUNCATE chronos.claims");

    assertThat(claim.standing()).isEqualTo(Standing.HELD);
    assertThat(claims(theirs, LONG).tryClaim(DEFAULT, OTHER_JOB))
        .isEqualTo(new Attempt.Busy(Optional.of(JOB)));
    claim.close();
    assertThat(claim.standing()).isEqualTo(Standing.LOST);
  }

  @Test
  void aCatalogMadeAnewInWhichAnotherHasTheTargetEndsTheClaim() throws SQLException {
    Claim claim = granted(claims(mine, LONG), JOB);
    database.execute("TRUNCATE chronos.claims");
    Claim next = granted(claims(theirs, LONG), OTHER_JOB);

    assertThat(claim.standing()).isEqualTo(Standing.LOST);
    next.close();
    assertThat(claim.standing()).as("after the other gave it up").isEqualTo(Standing.LOST);
  }

  @Test
  void whetherATargetIsFreeIsNotKnownWithoutTheDatabase() {
    LeasedTargetClaims claims = claims(mine, LONG);
    mine.cut();

    assertThatThrownBy(() -> claims.tryClaim(DEFAULT, JOB))
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));
  }

  @Test
  void aClaimThatIsClosedWithoutTheDatabaseLapses() {
    Claim claim = granted(claims(mine, Duration.ofSeconds(1)), JOB);
    mine.cut();
    claim.close();
    mine.mend();

    awaitGranted(claims(theirs, LONG)).close();
  }

  @Test
  void aLeaseWithoutALengthIsRefused() {
    assertThatThrownBy(() -> new LeasedTargetClaims(mine, new SystemClock(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LeasedTargetClaims claims(CuttableSource source, Duration lease) {
    return new LeasedTargetClaims(source, new SystemClock(), lease);
  }

  private static Claim granted(LeasedTargetClaims claims, BackupId job) {
    return switch (claims.tryClaim(DEFAULT, job)) {
      case Attempt.Granted it -> it.claim();
      case Attempt.Busy it -> throw new AssertionError("The target is busy: " + it);
    };
  }

  private static Claim awaitGranted(LeasedTargetClaims claims) {
    Attempt attempt =
        await()
            .atMost(PATIENCE)
            .until(() -> claims.tryClaim(DEFAULT, OTHER_JOB), it -> it instanceof Attempt.Granted);
    return ((Attempt.Granted) attempt).claim();
  }

  private static String leaseEnd() throws SQLException {
    return database.value("SELECT lease_until FROM chronos.claims").orElseThrow();
  }

  private static boolean holds(String condition) throws SQLException {
    return database
        .value("SELECT " + condition + " FROM chronos.claims")
        .map("t"::equals)
        .orElse(false);
  }
}
