package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogSchemaTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final TableName IDENTITY = new TableName("chronos", "identity");

  @TempDir Path folder;

  private static TestDatabase withCatalog(String nonce) throws SQLException {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        """
        CREATE SCHEMA chronos;
        CREATE TABLE chronos.identity(nonce text); INSERT INTO chronos.identity VALUES ('%s');
        CREATE TYPE chronos.mood AS ENUM ('good');
        CREATE TABLE chronos.backups(id serial PRIMARY KEY, mood chronos.mood,
                                     parent int REFERENCES chronos.backups);
        CREATE VIEW chronos.latest AS SELECT max(id) FROM chronos.backups;
        CREATE FUNCTION chronos.f() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN RETURN NULL; END';
        CREATE TABLE public.data(i int);
        COMMENT ON TABLE chronos.identity IS 'CHRONOS: a test';
        COMMENT ON TYPE chronos.mood IS 'CHRONOS: a test';
        COMMENT ON TABLE chronos.backups IS 'CHRONOS: a test';
        COMMENT ON VIEW chronos.latest IS 'CHRONOS: a test';
        COMMENT ON FUNCTION chronos.f() IS 'CHRONOS: a test';
        """
            .formatted(nonce));
    return database;
  }

  private DumpTrial trial(TestDatabase database, Optional<String> mark) throws IOException {
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.mark = () -> mark;
    return trial;
  }

  @Test
  void ownCatalogIsNotDumped() throws Exception {
    DumpTrial trial = trial(withCatalog("fresh"), Optional.of("fresh"));
    ComponentResult result = trial.run();
    assertThat(trial.inventory().tables())
        .extracting(TableInventory::table)
        .containsExactly(new TableName("public", "data"));
    assertThat(trial.sql()).doesNotContain("chronos.", "SCHEMA chronos");
    assertThat(result.facts()).containsEntry("excluded_schemas", "chronos");
    assertThat(result.notes()).anyMatch(note -> note.contains("CHRONOS's own catalog"));
  }

  @Test
  void catalogOfACloneIsDataLikeAnyOther() throws Exception {
    DumpTrial trial = trial(withCatalog("old"), Optional.of("fresh"));
    assertThat(trial.run().facts()).containsEntry("excluded_schemas", "");
    assertThat(trial.index().table(IDENTITY)).isPresent();
  }

  @Test
  void withoutAMarkEverythingIsData() throws Exception {
    DumpTrial trial = trial(withCatalog("fresh"), Optional.empty());
    trial.run();
    assertThat(trial.index().table(IDENTITY)).isPresent();
  }

  @Test
  void markThatMayNotBeReadIsNotOurs() throws Exception {
    TestDatabase database = withCatalog("fresh");
    TestDatabase role = SERVER.asNewRole(database, "");
    assertThatThrownBy(trial(role, Optional.of("fresh"))::run)
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_PRIVILEGE_MISSING));
  }

  @Test
  void somethingElseOfThatNameIsData() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute(
        "CREATE SCHEMA chronos; CREATE TABLE chronos.identity(nonce int);"
            + " INSERT INTO chronos.identity VALUES (1)");
    DumpTrial trial = trial(database, Optional.of("1"));
    trial.run();
    assertThat(trial.index().table(IDENTITY)).isPresent();
  }

  @Test
  void anythingOutsideThatNeedsTheCatalogIsNamedAndRefused() throws Exception {
    Map<String, String> objects =
        Map.ofEntries(
            Map.entry("CREATE VIEW public.v AS SELECT * FROM chronos.backups", "view v"),
            Map.entry("CREATE TABLE public.fk(b int REFERENCES chronos.backups)", "fk_b_fkey"),
            Map.entry("CREATE TABLE public.typed(m chronos.mood)", "typed"),
            Map.entry("CREATE TABLE public.heir() INHERITS (chronos.backups)", "heir"),
            Map.entry(
                "CREATE TABLE public.numbered(i int DEFAULT nextval('chronos.backups_id_seq'))",
                "numbered"),
            Map.entry(
                "CREATE FUNCTION public.g(chronos.mood) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "g("),
            Map.entry(
                "CREATE TRIGGER tr AFTER INSERT ON public.data EXECUTE FUNCTION chronos.f()",
                "tr"));
    for (Map.Entry<String, String> object : objects.entrySet()) {
      TestDatabase database = withCatalog("fresh");
      database.execute(object.getKey());
      assertThatThrownBy(trial(database, Optional.of("fresh"))::run)
          .as(object.getKey())
          .hasMessageContaining(object.getValue())
          .isInstanceOfSatisfying(
              ChronosException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG_SCHEMA_REFERENCED));
      SERVER.drop(database);
    }
  }

  @Test
  void anythingInsideThatIsNotTheCatalogsIsNamedAndRefused() throws Exception {
    Map<String, String> objects =
        Map.of(
            "CREATE TABLE chronos.mine(i int)", "table chronos.mine",
            "CREATE SEQUENCE chronos.numbers", "sequence chronos.numbers",
            "CREATE MATERIALIZED VIEW chronos.seen AS SELECT 1 AS i", "chronos.seen",
            "CREATE FUNCTION chronos.g() RETURNS int LANGUAGE sql AS 'SELECT 1'", "chronos.g()",
            "CREATE DOMAIN chronos.positive AS int", "chronos.positive");
    for (Map.Entry<String, String> object : objects.entrySet()) {
      TestDatabase database = withCatalog("fresh");
      database.execute(object.getKey());
      assertThatThrownBy(trial(database, Optional.of("fresh"))::run)
          .as(object.getKey())
          .hasMessageContaining(object.getValue())
          .isInstanceOfSatisfying(
              ChronosException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG_SCHEMA_SHARED));
      SERVER.drop(database);
    }
  }
}
