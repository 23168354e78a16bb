package io.leveredge.chronos.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  private final TestPostgres postgres = TestPostgres.shared();

  @Test
  void eachDatabaseIsEmptyAndItsOwn() throws Exception {
    TestDatabase one = postgres.createDatabase();
    TestDatabase other = postgres.createDatabase();
    one.execute("CREATE TABLE mine (id int)");
    assertThat(one.value("SELECT to_regclass('mine')")).contains("mine");
    assertThat(other.value("SELECT to_regclass('mine')")).isEmpty();
  }

  @Test
  void aCopyHasWhatItsTemplateHas() throws Exception {
    TestDatabase template = postgres.createDatabase();
    template.execute("CREATE TABLE mine AS SELECT 42 AS id");
    TestDatabase copy = postgres.copyOf(template);
    copy.execute("UPDATE mine SET id = 43");
    assertThat(copy.value("SELECT id FROM mine")).contains("43");
    assertThat(template.value("SELECT id FROM mine")).contains("42");
  }

  @Test
  void aNewRoleMayDoWhatItsAttributesSayAndNoMore() throws Exception {
    TestDatabase database = postgres.createDatabase();
    database.execute("CREATE TABLE secret (id int)");
    TestDatabase role = postgres.asNewRole(database, "");
    assertThat(role.value("SELECT current_user")).contains(role.user());
    assertThatThrownBy(() -> role.value("SELECT * FROM secret"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    TestDatabase superuser = postgres.asNewRole(database, "SUPERUSER");
    assertThat(superuser.value("SELECT * FROM secret")).isEmpty();
  }

  @Test
  void psqlAnswersWithStatusOutputAndErrors() throws Exception {
    TestDatabase database = postgres.createDatabase();
    assertThat(TestPostgres.psql(database, "-At", "-c", "SELECT 42"))
        .isEqualTo(new PsqlRun(0, "42\n", ""));
    PsqlRun wrong = TestPostgres.psql(database, "-c", "SELECT nonsense");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.errors()).contains("nonsense");
  }

  @Test
  void theUrlIsWhatLibpqTakes() throws Exception {
    TestDatabase database = postgres.createDatabase();
    assertThat(TestPostgres.psql(database, "-At", "-c", "SELECT 42", "-d", database.url()))
        .isEqualTo(new PsqlRun(0, "42\n", ""));
    TestDatabase odd = new TestDatabase("h", 1, "u:@", "p/ä?", "n");
    assertThat(odd.url()).isEqualTo("postgresql://u%3A%40:p%2F%C3%A4%3F@h:1/n");
    assertThat(odd.toString()).doesNotContain("p/");
  }

  @Test
  void aDroppedDatabaseIsGoneThoughSomebodyIsConnected() throws Exception {
    TestDatabase database = postgres.createDatabase();
    try (var session = database.connect()) {
      assertThat(session.isValid(5)).isTrue();
      postgres.drop(database);
    }
    assertThatThrownBy(database::connect).hasMessageContaining("does not exist");
  }

  @Test
  void aKilledServerStartsAgainWithItsDataOnItsPort() throws Exception {
    try (DedicatedPostgres server = TestPostgres.dedicated(Map.of("work_mem", "7MB"))) {
      TestDatabase database = server.createDatabase();
      database.execute("CREATE TABLE kept AS SELECT 42 AS id");
      server.kill();
      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
      server.start();
      assertThat(database.value("SELECT id FROM kept")).contains("42");
      assertThat(database.value("SHOW work_mem")).contains("7MB");
      server.stop();
      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
      server.start();
      assertThat(database.value("SELECT id FROM kept")).contains("42");
    }
  }

  @Test
  void theSharedServerIsFastAndForgetfulAndADedicatedOneIsNot() throws Exception {
    assertThat(postgres.maintenance().value("SHOW fsync")).contains("off");
    assertThat(postgres.maintenance().value("SHOW synchronous_commit")).contains("off");
    try (DedicatedPostgres server = TestPostgres.dedicated(Map.of())) {
      assertThat(server.maintenance().value("SHOW fsync")).contains("on");
    }
  }
}
