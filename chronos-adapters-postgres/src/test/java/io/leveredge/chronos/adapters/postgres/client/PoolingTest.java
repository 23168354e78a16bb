package io.leveredge.chronos.adapters.postgres.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static Connections to(TestDatabase database) {
    return switch (DatabaseUrl.parse(database.url())) {
      case DatabaseUrl.Parsing.Valid valid -> new Connections(valid.url());
      case DatabaseUrl.Parsing.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  @Test
  void poolThatSharesSessionsIsRefused() throws Exception {
    TestDatabase real = TestPostgres.shared().createDatabase();
    try (SharingPool pool = new SharingPool(real.host(), real.port())) {
      TestDatabase pooled =
          new TestDatabase("127.0.0.1", pool.port(), real.user(), real.password(), real.name());
      try (Connection connection = to(pooled).patient("test")) {
        assertThatThrownBy(() -> Pooling.refuse(connection, to(pooled)))
            .hasMessageContaining("transaction mode")
            .isInstanceOfSatisfying(
                ChronosException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_NOT_SUPPORTED));
      }
    }
  }

  @Test
  void serverItselfIsNot() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    try (Connection connection = to(database).patient("test")) {
      Pooling.refuse(connection, to(database));
      assertThat(connection.isValid(1)).isTrue();
    }
  }
}
