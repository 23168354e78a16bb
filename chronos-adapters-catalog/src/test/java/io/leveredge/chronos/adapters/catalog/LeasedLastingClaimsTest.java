package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.testkit.claim.LastingClaimsContract;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class LeasedLastingClaimsTest extends LastingClaimsContract {
  private CatalogDataSource source;

  @BeforeEach
  void migrate() throws SQLException {
    TestDatabase database = TestPostgres.shared().createDatabase();
    CatalogFixture.migrated(database).close();
    source = CatalogFixture.sourceOf(database);
  }

  @AfterEach
  void disconnect() {
    source.close();
  }

  @Override
  protected TargetClaims claims() {
    return new LeasedTargetClaims(source, new SystemClock(), Duration.ofMinutes(1));
  }

  @Override
  protected LastingClaims lasting() {
    return new LeasedTargetClaims(source, new SystemClock(), Duration.ofMinutes(1));
  }
}
