package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CatalogIdentityTest {
  private static final String NONCE = "SELECT nonce FROM chronos.identity";

  @Test
  void eachMarkIsNewAndCommitted() throws SQLException {
    TestDatabase database = TestPostgres.shared().createDatabase();
    try (CatalogFixture fixture = CatalogFixture.migrated(database)) {
      String first = fixture.identity().freshMark().orElseThrow();
      assertThat(database.value(NONCE)).contains(first);

      String second = fixture.identity().freshMark().orElseThrow();
      assertThat(second).isNotEqualTo(first);
      assertThat(database.value(NONCE)).contains(second);
    }
  }

  @Test
  void aCopyOfTheCatalogDoesNotHaveTheNewMark() throws SQLException {
    TestPostgres server = TestPostgres.shared();
    TestDatabase database = server.createDatabase();
    CatalogFixture.migrated(database).close();
    TestDatabase copy = server.copyOf(database);

    try (CatalogFixture fixture = CatalogFixture.on(database)) {
      String mark = fixture.identity().freshMark().orElseThrow();
      assertThat(copy.value(NONCE)).isPresent().get().isNotEqualTo(mark);
    }
  }

  @Test
  void aCatalogThatIsNotMigratedHasNoMark() throws SQLException {
    try (CatalogFixture fixture = CatalogFixture.on(TestPostgres.shared().createDatabase())) {
      assertThat(fixture.identity().freshMark()).isEmpty();
    }
  }
}
