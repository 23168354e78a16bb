package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.adapters.postgres.sql.RealDump;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that was dropped comes back in its place. */
class MissingTablesTest {
  private static final TableName NOTES = new TableName("public", "My notes");
  private static final RestoreChoice CHOICE = BackupTrial.tables(TablePlacement.IN_PLACE, NOTES);

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;
  private String definition;

  @BeforeEach
  void aBackupAndADroppedTable() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        """
        CREATE TABLE people (id int PRIMARY KEY); INSERT INTO people VALUES (1);
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE SEQUENCE apart; CREATE TABLE log (what text);
        CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.log VALUES (TG_OP); RETURN NULL; END $$;
        CREATE TABLE "My notes" (id serial PRIMARY KEY, other int GENERATED ALWAYS AS IDENTITY,
          person int REFERENCES people DEFAULT 1, m mood DEFAULT 'good', t text UNIQUE,
          long_t text GENERATED ALWAYS AS (t || t) STORED, CHECK (t <> 'x'));
        CREATE INDEX by_mood ON "My notes" (m) WHERE t <> '';
        CREATE STATISTICS kinds ON m, t FROM "My notes";
        CREATE TRIGGER on_rows AFTER INSERT OR UPDATE OF t ON "My notes" EXECUTE FUNCTION noted();
        ALTER TABLE "My notes" DISABLE TRIGGER on_rows;
        """);
    database.execute(
        """
        CREATE POLICY mine ON "My notes" USING (m = 'good');
        ALTER TABLE "My notes" ENABLE ROW LEVEL SECURITY;
        CREATE RULE quiet AS ON DELETE TO "My notes" WHERE old.id = 1 DO INSTEAD NOTHING;
        COMMENT ON TABLE "My notes" IS 'what; I';
        COMMENT ON COLUMN "My notes".t IS 'text';
        COMMENT ON INDEX by_mood IS 'fast'; COMMENT ON TRIGGER on_rows ON "My notes" IS 'log';
        COMMENT ON CONSTRAINT "My notes_t_key" ON "My notes" IS 'once';
        GRANT SELECT ON "My notes" TO PUBLIC; GRANT UPDATE (t) ON "My notes" TO PUBLIC;
        INSERT INTO "My notes" (t) SELECT 'note ' || i FROM generate_series(1, 30) i;
        CREATE TABLE tags (note int CONSTRAINT tagged REFERENCES "My notes");
        """);
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
    definition = definition();
    database.execute("DROP TABLE \"My notes\" CASCADE; INSERT INTO people VALUES (2)");
  }

  /** What pg_dump writes of the table alone. */
  private String definition() throws Exception {
    return new String(RealDump.of(database, "-t", "public.\"My notes\""), StandardCharsets.UTF_8)
        .replaceAll("(?m)^\\\\(un)?restrict .*$", "");
  }

  @Test
  void droppedTableIsMadeAsItWasAndGoesAwayWithAnUndo() throws Exception {
    ComponentPlan plan = trial.plan(backup, CHOICE);
    assertThat(plan.counts()).isEqualTo(Map.of(ChangeKind.CREATED, 1L));
    assertThat(plan.obstacles())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.blocks()).isFalse();
              assertThat(each.what()).contains("foreign key tagged of public.tags");
            });
    ComponentOutcome done = trial.restore(backup, CHOICE);
    assertThat(definition()).isEqualTo(definition);
    assertThat(done.counts()).isEqualTo(Map.of(ChangeKind.CREATED, 1L));
    assertThat(done.notes()).anyMatch(note -> note.contains("tagged"));
    assertThat(database.value("SELECT count(*) FROM log")).contains("0");
    assertThat(database.value("SELECT count(*) FROM people")).contains("2");
    assertThat(database.value("INSERT INTO \"My notes\" (t) VALUES ('next') RETURNING id"))
        .contains("31");
    assertThat(trial.restorer().keeps(done)).isTrue();
    ChronosException changed =
        catchThrowableOfType(
            ChronosException.class,
            () -> trial.restorer().takeBack(BackupTrial.newId(), done, trial.log()));
    assertThat(changed.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    database.execute("DELETE FROM \"My notes\" WHERE id = 31");
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), done, trial.log())).isPresent();
    assertThat(database.value("SELECT to_regclass('\"My notes\"')")).isEmpty();
    assertThat(database.value("SELECT to_regclass('\"My notes_id_seq\"')")).isEmpty();
  }

  @Test
  void whatTheTableNeedsAndTheDatabaseLacksIsNamedAndNothingIsMade() throws Exception {
    database.execute("DROP TYPE mood; DROP FUNCTION noted(); DROP TABLE people");
    ComponentPlan plan = trial.plan(backup, CHOICE);
    assertThat(plan.obstacles())
        .filteredOn(Obstacle::blocks)
        .extracting(Obstacle::what)
        .anyMatch(what -> what.contains("type public.mood"))
        .anyMatch(what -> what.contains("function public.noted"));
    assertThat(plan.obstacles())
        .anyMatch(each -> !each.blocks() && each.what().contains("My notes_person_fkey"));
    assertThat(catchThrowableOfType(ChronosException.class, () -> trial.restore(backup, CHOICE)))
        .isNotNull();
    assertThat(database.value("SELECT to_regclass('\"My notes\"')")).isEmpty();
  }

  @Test
  void rowsThatAreOthersMakeNoTable() throws Exception {
    PublishedBackup other = BackupTrial.damaged(backup, "\tnote 7\n", "\tnote 8x\n");
    assertThat(
            catchThrowableOfType(ChronosException.class, () -> trial.restore(other, CHOICE)).code())
        .isEqualTo(ErrorCode.RESTORE_DIFFERS);
    assertThat(database.value("SELECT to_regclass('\"My notes\"')")).isEmpty();
  }

  @Test
  void partitionAndTableOfAMixedRequestAreRefused() throws Exception {
    database.execute(
        "CREATE TABLE parts (i int) PARTITION BY LIST (i);"
            + " CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1)");
    TableName part = new TableName("public", "part_1");
    PublishedBackup parts = trial.backup();
    database.execute("DROP TABLE part_1");
    for (RestoreChoice choice :
        new RestoreChoice[] {
          BackupTrial.tables(TablePlacement.IN_PLACE, part),
          BackupTrial.tables(TablePlacement.IN_PLACE, part, new TableName("public", "people"))
        }) {
      assertThat(trial.plan(parts, choice).obstacles()).anyMatch(Obstacle::blocks);
      assertThat(
              catchThrowableOfType(ChronosException.class, () -> trial.restore(parts, choice))
                  .code())
          .isEqualTo(ErrorCode.RESTORE_BLOCKED);
    }
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(TestPostgres.shared(), database);
  }
}
