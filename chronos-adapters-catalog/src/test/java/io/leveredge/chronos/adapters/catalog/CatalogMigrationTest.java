package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.catalog.CatalogMigration.State;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogMigrationTest {
  private final TestPostgres server = TestPostgres.shared();
  private TestDatabase database;

  @BeforeEach
  void freshDatabase() throws SQLException {
    database = server.createDatabase();
  }

  @Test
  void theSchemaCarriesOurMark() throws SQLException {
    assertThat(migrate(database)).isInstanceOf(State.Done.class);

    assertThat(comment()).startsWith("CHRONOS catalog");
  }

  /** A dump of the catalog's database refuses to leave out a table without it. */
  @Test
  void everyTableCarriesOurMark() throws SQLException {
    migrate(database);

    assertThat(
            database.value(
                """
                SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class
                WHERE relnamespace = 'chronos'::regnamespace AND relkind = 'r'
                  AND obj_description(oid, 'pg_class') LIKE 'CHRONOS%'
                """))
        .contains("backup_history, claims, flyway_schema_history, identity, restore_log");
  }

  @Test
  void everythingIsInOneSchema() throws SQLException {
    migrate(database);

    assertThat(
            database.value(
                """
                SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT IN ('chronos', 'pg_catalog', 'pg_toast', 'information_schema')
                """))
        .contains("0");
    assertThat(database.value("SELECT to_regclass('chronos.flyway_schema_history') IS NOT NULL"))
        .contains("t");
  }

  @Test
  void migratingAgainKeepsWhatIsThere() throws SQLException {
    migrate(database);
    String identity = database.value("SELECT catalog FROM chronos.identity").orElseThrow();

    assertThat(migrate(database)).isInstanceOf(State.Done.class);
    assertThat(database.value("SELECT catalog FROM chronos.identity")).contains(identity);
  }

  @Test
  void severalInstancesMigrateAtOnce() throws Exception {
    List<Callable<State>> instances = new ArrayList<>();
    for (int instance = 0; instance < 4; instance++) {
      instances.add(() -> migrate(database));
    }
    try (ExecutorService together = Executors.newFixedThreadPool(instances.size())) {
      for (Future<State> instance : together.invokeAll(instances)) {
        assertThat(instance.get()).isInstanceOf(State.Done.class);
      }
    }
  }

  @Test
  void aForeignSchemaIsRefusedAndLeftAsItIs() throws SQLException {
    database.execute("CREATE SCHEMA chronos; CREATE TABLE chronos.theirs (id int)");

    assertThat(migrate(database))
        .isInstanceOfSatisfying(
            State.Refused.class,
            refused ->
                assertThat(refused.problem()).contains(database.name()).contains("left alone"));
    assertThat(comment()).isEmpty();
    assertThat(tablesOfTheSchema()).isEqualTo("theirs");
  }

  @Test
  void anEmptySchemaWithAForeignCommentIsRefused() throws SQLException {
    database.execute(
        "CREATE SCHEMA chronos; COMMENT ON SCHEMA chronos IS 'Of the clock project: CHRONOS'");

    assertThat(migrate(database)).isInstanceOf(State.Refused.class);
    assertThat(comment()).isEqualTo("Of the clock project: CHRONOS");
    assertThat(tablesOfTheSchema()).isEmpty();
  }

  @Test
  void anEmptySchemaThatWasMadeForUsIsTaken() throws SQLException {
    TestDatabase ours = server.asNewRole(database, "");
    database.execute("CREATE SCHEMA chronos AUTHORIZATION " + ours.user());

    assertThat(migrate(ours)).isInstanceOf(State.Done.class);
    assertThat(comment()).startsWith("CHRONOS catalog");
  }

  @Test
  void anEmptySchemaOfAnotherRoleIsRefused() throws SQLException {
    TestDatabase ours = server.asNewRole(database, "");
    database.execute("CREATE SCHEMA chronos");

    assertThat(migrate(ours)).isInstanceOf(State.Refused.class);
    assertThat(comment()).isEmpty();
  }

  @Test
  void aRoleThatMayNotCreateSchemasIsToldWhatToRunAndGoesOnAfterwards() throws SQLException {
    TestDatabase ours = server.asNewRole(database, "");
    try (CatalogDataSource source = CatalogFixture.sourceOf(ours)) {
      CatalogMigration migration = new CatalogMigration(source);
      String remedy = "CREATE SCHEMA chronos AUTHORIZATION \"%s\"".formatted(ours.user());

      assertThat(migration.attempt()).isFalse();
      assertThat(migration.state())
          .isInstanceOfSatisfying(
              State.Refused.class, refused -> assertThat(refused.problem()).contains(remedy));

      database.execute(remedy);
      assertThat(migration.attempt()).isTrue();
    }
  }

  @Test
  void theOwnerOfTheDatabaseNeedsNoSuperuser() throws SQLException {
    TestDatabase ours = server.asNewRole(database, "NOSUPERUSER");
    database.execute("ALTER DATABASE %s OWNER TO %s".formatted(database.name(), ours.user()));

    try (CatalogFixture fixture = CatalogFixture.migrated(ours)) {
      fixture.catalog().record(SampleBackups.completed(SampleBackups.order(1)));
      assertThat(fixture.catalog().newest()).contains(SampleBackups.order(1).id());
      assertThat(fixture.identity().freshMark()).isPresent();
    }
  }

  @Test
  void aRefusalNamesNoPassword() {
    State state = migrate(database.as(database.user(), "wrong-secret"));

    assertThat(state)
        .isInstanceOfSatisfying(
            State.Refused.class,
            refused ->
                assertThat(refused.problem())
                    .contains("password authentication failed")
                    .doesNotContain("wrong-secret"));
  }

  private static State migrate(TestDatabase database) {
    try (CatalogDataSource source = CatalogFixture.sourceOf(database)) {
      CatalogMigration migration = new CatalogMigration(source);
      assertThat(migration.attempt()).isEqualTo(migration.state() instanceof State.Done);
      return migration.state();
    }
  }

  private String comment() throws SQLException {
    return database
        .value("SELECT obj_description('chronos'::regnamespace, 'pg_namespace')")
        .orElse("");
  }

  private String tablesOfTheSchema() throws SQLException {
    return database
        .value(
            "SELECT string_agg(relname, ',') FROM pg_class"
                + " WHERE relnamespace = 'chronos'::regnamespace")
        .orElse("");
  }
}
