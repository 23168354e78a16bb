package io.leveredge.chronos.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

  @Test
  void eachDatabaseIsEmptyAndItsOwn() throws Exception {
    TestDatabase one = TestPostgres.shared().createDatabase();
    long t = System.nanoTime();
    TestDatabase other = TestPostgres.shared().createDatabase();
    System.err.println("create " + (System.nanoTime() - t) / 1e6);
    one.execute("CREATE TABLE mine (id int)");
    assertThat(one.value("SELECT count(*) FROM pg_class WHERE relname = 'mine'")).contains("1");
    assertThat(other.value("SELECT count(*) FROM pg_class WHERE relname = 'mine'")).contains("0");
  }

  @Test
  void aKilledServerStartsAgainWithItsData() throws Exception {
    try (DedicatedPostgres server = TestPostgres.dedicated(Map.of())) {
      TestDatabase database = server.createDatabase();
      database.execute("CREATE TABLE kept AS SELECT 42 AS id");
      server.kill();
      server.start();
      assertThat(database.value("SELECT id FROM kept")).contains("42");
    }
  }
}
