package io.leveredge.chronos.adapters.postgres.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.adapters.postgres.restorer.BackupTrial;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseDrillTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;

  @BeforeEach
  void aDatabase() throws Exception {
    database = SERVER.createDatabase();
    database.execute(
        """
        CREATE EXTENSION hstore;
        CREATE TABLE t (id serial PRIMARY KEY, v text, h hstore);
        INSERT INTO t (v) SELECT 'row ' || i FROM generate_series(1, 50) i;
        CREATE TABLE hidden (i int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
        ALTER TABLE hidden FORCE ROW LEVEL SECURITY; INSERT INTO hidden VALUES (1);
        CREATE POLICY nobody ON hidden USING (false);
        GRANT SELECT ON t TO PUBLIC;
        SELECT lo_from_bytea(4712, 'large');
        """);
    trial = new BackupTrial(database, folder);
  }

  private Drill.Trial drill(PublishedBackup backup) {
    return drill().run(BackupTrial.newId().job(), backup, BackupTrial.SILENT);
  }

  private PostgresDatabaseDrill drill() {
    return new PostgresDatabaseDrill(trial.settings, trial.tools());
  }

  private static String scratches() throws Exception {
    return SERVER
        .maintenance()
        .value(
            "SELECT (SELECT count(*) FROM pg_database WHERE datname LIKE 'chronos\\_drill%')"
                + " || ' ' || (SELECT count(*) FROM pg_roles WHERE rolname LIKE"
                + " 'chronos\\_drill%')")
        .orElseThrow();
  }

  @AfterEach
  void theScratchPlaceIsGone() throws Exception {
    assertThat(scratches()).isEqualTo("0 0");
  }

  @Test
  void soundBackupIsProvenTableByTable() {
    Drill.Trial tried = drill(trial.backup());
    assertThat(tried.differences()).isEmpty();
    assertThat(tried.figures())
        .containsEntry("tables", 2L)
        .containsEntry("rows", 51L)
        .containsEntry("sequences", 1L)
        .containsEntry("large_objects", 1L);
    assertThat(tried.leftOut())
        .anyMatch(left -> left.contains("owner"))
        .anyMatch(left -> left.contains("policy"))
        .noneMatch(left -> left.contains("superuser"));
  }

  @Test
  void functionInAConstraintDoesNotRunAsOurRole() throws Exception {
    database.execute(
        """
        CREATE FUNCTION trap(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE TABLE trapped (i int CHECK (trap(i))); INSERT INTO trapped VALUES (1);
        CREATE OR REPLACE FUNCTION trap(int) RETURNS boolean LANGUAGE sql AS
          'SELECT NOT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user';
        """);
    assertThat(drill(trial.backup()).differences()).isEmpty();
  }

  @Test
  void dumpThatNeedsASuperuserIsNotTriedAsOne() throws Exception {
    database.execute(
        "CREATE FUNCTION c(int) RETURNS int LANGUAGE internal AS 'int4abs' SECURITY DEFINER");
    PublishedBackup backup = trial.backup();
    ChronosException failure = catchThrowableOfType(ChronosException.class, () -> drill(backup));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(failure).hasMessageContaining("without a superuser's rights");
  }

  @Test
  void whatTheServerLacksSaysNothingOfTheBackup() {
    PublishedBackup backup = trial.backup();
    String hstore = "CREATE EXTENSION IF NOT EXISTS hstore ";
    assertBlocked(
        BackupTrial.damaged(backup, hstore, "CREATE EXTENSION IF NOT EXISTS no_such "),
        "The source server has no extension no_such");
    assertBlocked(
        BackupTrial.saying(backup, "collation", "xx_XX.UTF-8"),
        "The source server cannot make a database like that of the backup: CREATE DATABASE");
    assertBlocked(
        BackupTrial.saying(backup, "server_version_num", "990001"),
        "The backup is of PostgreSQL 99, and the source server is the older ");
  }

  private void assertBlocked(PublishedBackup backup, String because) {
    ChronosException failure = catchThrowableOfType(ChronosException.class, () -> drill(backup));
    assertThat(failure).hasMessageStartingWith(because);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
  }

  @Test
  void roleThatMayOnlyCreateDatabasesDrillsToo() throws Exception {
    TestDatabase own = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(own, "CREATEDB");
    SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(own.name(), role.user()));
    role.execute("CREATE TABLE t (i serial); INSERT INTO t SELECT FROM generate_series(1, 9)");
    trial = new BackupTrial(role, folder);
    assertThat(drill(trial.backup()).differences()).isEmpty();
  }

  @Test
  void roleThatMayNotCreateDatabasesSaysNothingOfTheBackup() throws Exception {
    PublishedBackup backup = trial.backup();
    TestDatabase role = SERVER.asNewRole(database, "");
    trial = new BackupTrial(role, folder);
    assertThat(catchThrowableOfType(ChronosException.class, () -> drill(backup)).code())
        .isEqualTo(ErrorCode.DATABASE_PRIVILEGE_MISSING);
  }

  @Test
  void damagedBackupIsNotProven() {
    PublishedBackup backup = trial.backup();
    assertThat(drill(BackupTrial.damaged(backup, "\trow 7\t", "\trow 8\t")).differences())
        .containsExactly("the rows of table public.t are others");
    assertThat(drill(BackupTrial.damaged(backup, "7\trow 7\t", "x\trow 7\t")).differences())
        .singleElement()
        .asString()
        .contains("public.t");
    assertThat(
            drill(BackupTrial.damaged(backup, "CREATE TABLE public.t ", "DROP TABLE public.t "))
                .differences())
        .singleElement()
        .asString()
        .contains("DROP TABLE");
  }

  @Test
  void whatADeadTrialLeftIsClearedUpAndARunningOneIsLeftAlone() throws Exception {
    ScratchName dead = new ScratchName(BackupTrial.newId().job());
    ScratchName running = new ScratchName(BackupTrial.newId().job());
    for (ScratchName each : new ScratchName[] {dead, running}) {
      SERVER.maintenance().execute("CREATE ROLE " + each.value() + " NOLOGIN");
      SERVER
          .maintenance()
          .execute("CREATE DATABASE %s OWNER %s".formatted(each.value(), each.value()));
      SERVER
          .maintenance()
          .execute("COMMENT ON DATABASE %s IS '%s'".formatted(each.value(), each.comment()));
    }
    SERVER.maintenance().execute("CREATE DATABASE chronos_drill_of_somebody");
    try (Connection present = SERVER.maintenance().connect()) {
      present.setClientInfo("ApplicationName", running.presence());
      drill().clearUp();
      assertThat(scratches()).as("the running one and somebody's").isEqualTo("2 1");
    }
    SERVER.maintenance().execute("DROP DATABASE chronos_drill_of_somebody");
    drill().clearUp();
    drill().clearUp();
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
