package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single tables, beside those in use and in their place. */
class TablesRestoreTest {
  private static final TableName PEOPLE = new TableName("public", "people");
  private static final TableName ORDERS = new TableName("public", "Odd orders");

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void aBackupAndWhatHappenedSince() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        """
        CREATE TABLE first (i int); INSERT INTO first VALUES (1);
        CREATE TABLE groups (id int PRIMARY KEY); INSERT INTO groups VALUES (1);
        CREATE TABLE people (id serial PRIMARY KEY, name varchar(20) NOT NULL,
                             in_group int DEFAULT 1
                               REFERENCES groups DEFERRABLE INITIALLY DEFERRED,
                             upper_name text GENERATED ALWAYS AS (upper(name)) STORED);
        CREATE TABLE "Odd orders" (id int PRIMARY KEY, person int NOT NULL
          REFERENCES people ON DELETE CASCADE, "per cent" numeric(5, 2));
        COMMENT ON CONSTRAINT "Odd orders_person_fkey" ON "Odd orders" IS 'whose';
        INSERT INTO people (name) SELECT 'person ' || i FROM generate_series(1, 30) i;
        INSERT INTO "Odd orders" SELECT i, i, i / 3.0 FROM generate_series(1, 30) i;
        CREATE TABLE log (what text);
        CREATE FUNCTION logged() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.log VALUES (TG_OP); RETURN NULL; END $$;
        CREATE TRIGGER on_rows AFTER INSERT OR DELETE ON people EXECUTE FUNCTION logged();
        CREATE TRIGGER on_empty AFTER TRUNCATE ON people EXECUTE FUNCTION logged();
        CREATE TRIGGER sleeping AFTER INSERT ON people EXECUTE FUNCTION logged();
        CREATE MATERIALIZED VIEW names AS SELECT name FROM people;
        """);
    database.execute(
        "ALTER TABLE people DISABLE TRIGGER sleeping;"
            + " ALTER TABLE people ENABLE ALWAYS TRIGGER on_empty");
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
    database.execute(
        "UPDATE people SET name = 'changed' WHERE id < 20; DELETE FROM \"Odd orders\" WHERE id > 5;"
            + " INSERT INTO people (name) VALUES ('later'); DELETE FROM log");
  }

  private String value(String sql) throws Exception {
    return database.value(sql).orElse("nothing");
  }

  private String sight() throws Exception {
    return value(
        """
        SELECT (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM people p)
               || (SELECT md5(string_agg(o::text, ',' ORDER BY id)) FROM "Odd orders" o)
               || (SELECT last_value || ' ' || is_called FROM people_id_seq)
               || (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) FROM pg_trigger
                    WHERE NOT tgisinternal)
               || (SELECT string_agg(conname::text || pg_get_constraintdef(oid)
                                     || coalesce(obj_description(oid), ''), ',' ORDER BY conname)
                     FROM pg_constraint WHERE connamespace = 'public'::regnamespace)
               || (SELECT count(*) FROM log)
        """);
  }

  private ComponentOutcome restore(TablePlacement placement, TableName... tables) {
    return trial.restore(backup, BackupTrial.tables(placement, tables));
  }

  @Test
  void tableInPlaceHasTheRowsAndSequenceOfTheBackupAndNothingElseChanges() throws Exception {
    String around = sight();
    ComponentOutcome done = restore(TablePlacement.IN_PLACE, PEOPLE);
    assertThat(value("SELECT count(*) FROM people WHERE name LIKE 'person %'")).isEqualTo("30");
    assertThat(value("SELECT upper_name FROM people WHERE id = 7")).isEqualTo("PERSON 7");
    assertThat(value("SELECT count(*) FROM \"Odd orders\"")).isEqualTo("5");
    assertThat(value("SELECT last_value || ' ' || is_called FROM people_id_seq"))
        .isEqualTo("30 true");
    assertThat(value("SELECT count(*) FROM log")).as("triggers fired").isEqualTo("0");
    assertThat(sight().substring(32).replace("30 true", "31 true")).isEqualTo(around.substring(32));
    assertThat(done.counts()).isEqualTo(Map.of(ChangeKind.REPLACED, 1L));
    assertThat(done.notes()).anyMatch(note -> note.contains("public.names"));
    assertThat(trial.restorer().keeps(done)).isFalse();
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), done, trial.log())).isEmpty();
  }

  @Test
  void tablesThatReferToEachOtherComeBackTogether() throws Exception {
    restore(TablePlacement.IN_PLACE, ORDERS, PEOPLE);
    assertThat(value("SELECT count(*) FROM \"Odd orders\" JOIN people ON people.id = person"))
        .isEqualTo("30");
  }

  @Test
  void foreignKeyThatWouldBreakLeavesEverythingAsItWasAndIsForeseen() throws Exception {
    database.execute("INSERT INTO \"Odd orders\" VALUES (100, 31, 1)");
    String before = sight();
    ComponentPlan plan = trial.plan(backup, BackupTrial.tables(TablePlacement.IN_PLACE, PEOPLE));
    assertThat(plan.obstacles())
        .anyMatch(
            obstacle ->
                obstacle.kind() == Obstacle.Kind.DRIFT
                    && obstacle.what().contains("Odd orders_person_fkey"));
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class, () -> restore(TablePlacement.IN_PLACE, PEOPLE));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure).hasMessageContaining("Odd orders_person_fkey");
    assertThat(sight()).isEqualTo(before);
  }

  @Test
  void otherColumnsAreNamedInThePlanAndRefused() throws Exception {
    database.execute(
        "ALTER TABLE people ADD COLUMN since date; ALTER TABLE \"Odd orders\" ALTER COLUMN"
            + " \"per cent\" TYPE numeric(6, 2)");
    String before = sight();
    assertThat(
            trial
                .plan(backup, BackupTrial.tables(TablePlacement.IN_PLACE, PEOPLE, ORDERS))
                .obstacles())
        .filteredOn(Obstacle::blocks)
        .extracting(Obstacle::what)
        .containsExactly(
            "public.people: column since is not in the backup",
            "public.\"Odd orders\": column per cent is of type numeric(6,2) and was numeric(5,2)");
    assertThat(
            catchThrowableOfType(
                    ChronosException.class, () -> restore(TablePlacement.IN_PLACE, PEOPLE))
                .code())
        .isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(sight()).isEqualTo(before);
  }

  @Test
  void rowsThatAreOthersLeaveEverythingAsItWas() throws Exception {
    String before = sight();
    PublishedBackup other = BackupTrial.damaged(backup, "\tperson 7\t", "\tperson 8\t");
    for (TablePlacement placement : TablePlacement.values()) {
      assertThat(
              catchThrowableOfType(
                      ChronosException.class,
                      () -> trial.restore(other, BackupTrial.tables(placement, PEOPLE)))
                  .code())
          .isEqualTo(ErrorCode.RESTORE_DIFFERS);
      assertThat(sight()).isEqualTo(before);
    }
  }

  @Test
  void commitThatCannotBeNotedLeavesRowsAndSequencesAsTheyWere() throws Exception {
    String before = sight();
    RestoreWork work =
        BackupTrial.work(backup, BackupTrial.tables(TablePlacement.IN_PLACE, PEOPLE));
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial
                    .restorer()
                    .restore(
                        work,
                        step -> {
                          throw new ChronosException(ErrorCode.STORAGE_FULL, "no space");
                        }));
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(sight()).isEqualTo(before);
  }

  @Test
  void tablesBesideAreToldByTheirNewNamesAndTakenBackAsLongAsTheyAreAsMade() throws Exception {
    RestoreWork work =
        BackupTrial.work(backup, BackupTrial.tables(TablePlacement.BESIDE, PEOPLE, ORDERS));
    ComponentOutcome done = trial.restorer().restore(work, trial.log());
    String people = done.renamed().get("public.people");
    assertThat(people).startsWith("public.people_restored_");
    assertThat(value("SELECT count(*) FROM " + people)).isEqualTo("30");
    assertThat(value("SELECT count(*) FROM people WHERE name = 'changed'")).isEqualTo("19");
    assertThat(trial.restorer().keeps(done)).isTrue();
    database.execute("UPDATE " + people + " SET name = 'mine' WHERE id = 1");
    ChronosException refused =
        catchThrowableOfType(
            ChronosException.class,
            () -> trial.restorer().takeBack(BackupTrial.newId(), done, trial.log()));
    assertThat(refused.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(value("SELECT count(*) FROM " + done.renamed().get("public.\"Odd orders\"")))
        .isEqualTo("30");
    database.execute("UPDATE " + people + " SET name = 'person 1' WHERE id = 1");
    assertThat(trial.restorer().takeBack(BackupTrial.newId(), done, trial.log())).isPresent();
    assertThat(value("SELECT to_regclass('" + people + "')")).isEqualTo("nothing");
    assertThat(trial.restorer().keeps(done)).isFalse();
  }

  @Test
  void planOfTablesNamesWhatIsMissingOnEitherSide() throws Exception {
    database.execute("DROP TABLE first");
    TableName none = new TableName("public", "none");
    TableName first = new TableName("public", "first");
    ComponentPlan plan =
        trial.plan(backup, BackupTrial.tables(TablePlacement.IN_PLACE, none, first));
    assertThat(plan.way()).isEqualTo("tables_in_place");
    assertThat(plan.obstacles()).extracting(Obstacle::kind).containsExactly(Obstacle.Kind.MISSING);
    assertThat(plan.counts()).isEqualTo(Map.of(ChangeKind.CREATED, 1L));
    ComponentPlan beside = trial.plan(backup, BackupTrial.tables(TablePlacement.BESIDE, first));
    assertThat(beside.obstacles()).isEmpty();
    assertThat(beside.changes().getFirst().name()).startsWith("public.first_restored_");
    assertThat(beside.changes().getFirst().note()).contains("beside public.first");
  }

  @Test
  void ofALargeDumpOnlyTheTableIsRead() throws Exception {
    database.execute(
        """
        DO $$ BEGIN
          FOR n IN 1..30 LOOP
            EXECUTE format('CREATE TABLE bulk_%s AS SELECT repeat(''x'', 1000) AS t'
                           ' FROM generate_series(1, 300)', n);
          END LOOP;
        END $$;
        """);
    backup = trial.backup();
    AtomicLong read = new AtomicLong();
    CaptureProgress counting =
        new CaptureProgress() {
          @Override
          public void read(long bytes) {
            read.addAndGet(bytes);
          }

          @Override
          public void doing(String what) {}
        };
    RestoreWork work =
        new RestoreWork(
            BackupTrial.newId(),
            backup,
            BackupTrial.tables(TablePlacement.BESIDE, PEOPLE, new TableName("public", "bulk_17")),
            Optional.empty(),
            counting);
    ComponentOutcome done = trial.restorer().restore(work, trial.log());
    assertThat(value("SELECT count(*) FROM " + done.renamed().get("public.bulk_17")))
        .isEqualTo("300");
    assertThat(read.get()).as("of more than 9 MB").isLessThan(2 << 20);
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(TestPostgres.shared(), database);
  }
}
