package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CatalogOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Backup BACKUP = SampleBackups.completed(SampleBackups.order(1));

  private static DedicatedPostgres server;
  private TestDatabase database;

  @BeforeAll
  static void startServer() {
    server = TestPostgres.dedicated(Map.of("fsync", "off"));
  }

  @BeforeEach
  void freshDatabase() throws SQLException {
    server.start();
    database = server.createDatabase();
  }

  @AfterAll
  static void discardServer() {
    server.close();
  }

  @Test
  void aCatalogWhoseServerDiesSaysSoAndRecoversByItself() {
    try (CatalogFixture fixture = CatalogFixture.migrated(database)) {
      PostgresBackupCatalog catalog = fixture.catalog();
      catalog.record(BACKUP);

      server.kill();
      assertThat(catalog.available()).isFalse();
      assertUnavailable(() -> catalog.find(BACKUP.id()));
      assertUnavailable(() -> catalog.list(BackupQuery.restorable(50)));
      assertUnavailable(() -> catalog.record(BACKUP));
      assertUnavailable(() -> catalog.recordDeletion(BACKUP.id(), "me", SampleBackups.NOON));
      assertUnavailable(() -> catalog.findByIdempotencyKey("me", "key"));
      assertUnavailable(catalog::newest);
      assertUnavailable(catalog::publishedIds);
      assertThat(fixture.identity().freshMark()).isEmpty();

      server.start();
      await().atMost(PATIENCE).until(catalog::available);
      assertThat(catalog.find(BACKUP.id())).contains(BACKUP);
    }
  }

  /** The exchange of the catalog's own database ends them all, right after they were used. */
  @Test
  void sessionsThatTheServerHasEndedAreNoticedBeforeTheyAreUsed() throws Exception {
    try (CatalogFixture fixture = CatalogFixture.migrated(database)) {
      for (int end = 0; end < 5; end++) {
        fixture.catalog().record(BACKUP);
        database.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name ="
                + " 'chronos-catalog'");
        assertThat(fixture.catalog().find(BACKUP.id())).contains(BACKUP);
      }
    }
  }

  /** Each call that waited for the pool would take its 1.5 seconds: 150 for a hundred. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aCatalogThatIsAwayIsNotWaitedForAgainAndAgain() {
    server.stop();
    try (CatalogFixture fixture = CatalogFixture.on(database)) {
      for (int call = 0; call < 100; call++) {
        assertUnavailable(() -> fixture.catalog().find(BACKUP.id()));
      }
    }
  }

  @Test
  void theSchemaIsMadeOnceTheServerComesUp() {
    server.stop();
    try (CatalogFixture fixture = CatalogFixture.on(database)) {
      CatalogMigration migration = fixture.migration();
      assertThat(migration.attempt()).isFalse();
      assertThat(migration.state()).isInstanceOf(CatalogMigration.State.Waiting.class);
      assertThat(fixture.catalog().available()).isFalse();

      server.start();
      await().atMost(PATIENCE).until(migration::attempt);
      await().atMost(PATIENCE).until(fixture.catalog()::available);
    }
  }

  @Test
  void aCatalogWithoutItsSchemaIsUnavailable() {
    try (CatalogFixture fixture = CatalogFixture.on(database)) {
      assertThat(fixture.catalog().available()).isFalse();
      assertUnavailable(fixture.catalog()::newest);
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aServerThatHangsIsGivenUp() throws IOException {
    CatalogFixture.migrated(database).close();
    try (StallingProxy proxy = StallingProxy.to(database.port());
        CatalogFixture fixture =
            CatalogFixture.on(
                new TestDatabase(
                    "127.0.0.1",
                    proxy.port(),
                    database.user(),
                    database.password(),
                    database.name()))) {
      PostgresBackupCatalog catalog = fixture.catalog();
      catalog.record(BACKUP);

      proxy.stall();
      assertUnavailable(() -> catalog.find(BACKUP.id()));
      assertThat(catalog.available()).isFalse();

      proxy.resume();
      await().atMost(PATIENCE).until(catalog::available);
      assertThat(catalog.find(BACKUP.id())).contains(BACKUP);
    }
  }

  @Test
  void aClaimOutlivesAnOutageLongerThanItsLeaseUnlessAnotherTookIt() throws SQLException {
    CatalogFixture.migrated(database).close();
    try (CuttableSource mine = new CuttableSource(CatalogFixture.sourceOf(database));
        CuttableSource theirs = new CuttableSource(CatalogFixture.sourceOf(database));
        Claim left = claimed(mine, new TargetName("left"), BACKUP.id(), SHORT);
        Claim taken = claimed(mine, new TargetName("taken"), BACKUP.id(), SHORT)) {
      server.stop();
      await().atMost(PATIENCE).until(() -> left.standing() == Standing.UNKNOWN);
      await().atMost(PATIENCE).until(() -> taken.standing() == Standing.UNKNOWN);

      mine.cut();
      server.start();
      BackupId other = SampleBackups.order(2).id();
      try (Claim next =
          await()
              .atMost(PATIENCE)
              .ignoreExceptions()
              .until(() -> claimed(theirs, new TargetName("taken"), other, LONG), it -> true)) {
        mine.mend();
        await().atMost(PATIENCE).until(() -> left.standing() != Standing.UNKNOWN);
        assertThat(left.standing()).isEqualTo(Standing.HELD);
        assertThat(taken.standing()).isEqualTo(Standing.LOST);
        assertThat(next.standing()).isEqualTo(Standing.HELD);
      }
    }
  }

  private static Claim claimed(
      CuttableSource catalog, TargetName target, BackupId job, Duration lease) {
    return switch (new LeasedTargetClaims(catalog, new SystemClock(), lease)
        .tryClaim(target, job)) {
      case Attempt.Granted(Claim claim) -> claim;
      case Attempt.Busy busy -> throw new AssertionError(target + " is " + busy);
    };
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));
  }
}
