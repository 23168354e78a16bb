package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.Obstacle.Kind;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would end the restore of a whole database is foreseen by its plan. */
class ObstaclesTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;

  @BeforeEach
  void aDatabase() throws Exception {
    database = SERVER.createDatabase();
    database.execute("CREATE TABLE t AS SELECT 1 AS i");
    trial = new BackupTrial(database, folder);
  }

  private static List<String> told(ComponentPlan plan, Kind kind, boolean blocks) {
    return plan.obstacles().stream()
        .filter(each -> each.kind() == kind && each.blocks() == blocks)
        .map(Obstacle::what)
        .toList();
  }

  @Test
  void missingTablespaceAnOlderServerAndTooLittleDiskBlock() {
    PublishedBackup backup =
        BackupTrial.sized(
            BackupTrial.saying(
                BackupTrial.damaged(
                    trial.backup(),
                    "SET default_tablespace = '';",
                    "SET default_tablespace = nowhere;"),
                "server_version_num",
                "990001"),
            new ByteCount(Long.MAX_VALUE / 2));
    ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
    assertThat(told(plan, Kind.TABLESPACE, true))
        .containsExactly("The server has no tablespace nowhere");
    assertThat(told(plan, Kind.VERSION, true)).singleElement().asString().contains("99");
    assertThat(told(plan, Kind.DISK_SPACE, true)).singleElement().asString().contains("MB left");
  }

  @Test
  void serverThatIsAStandbyBlocks() throws Exception {
    PublishedBackup backup = trial.backup();
    try (DedicatedPostgres server = TestPostgres.dedicated(Map.of("fsync", "off"))) {
      Path data = Path.of(server.maintenance().value("SHOW data_directory").orElseThrow());
      server.stop();
      Files.createFile(data.resolve("standby.signal"));
      server.start();
      assertThat(server.maintenance().value("SELECT pg_is_in_recovery()")).contains("t");
      BackupTrial standby = new BackupTrial(server.maintenance(), folder);
      for (RestoreChoice choice : List.of(BackupTrial.whole(), BackupTrial.inPlace())) {
        assertThat(told(standby.plan(backup, choice), Kind.PLACE, true))
            .containsExactly("The server is a standby, which takes no changes");
      }
    }
  }

  @Test
  void rolesOfPoliciesDefaultPrivilegesAndUserMappingsAreNeededAndOwnersOnlyWithOwners()
      throws Exception {
    List<TestDatabase> roles =
        List.of(newRole(), newRole(), newRole(), newRole(), newRole(), newRole());
    String owner = roles.get(0).user();
    String reader = roles.get(1).user();
    String rules = roles.get(2).user();
    String granted = roles.get(3).user();
    String mapped = roles.get(4).user();
    String second = roles.get(5).user();
    database.execute("ALTER TABLE t OWNER TO " + owner);
    database.execute("CREATE POLICY p ON t FOR SELECT TO %s, %s".formatted(reader, second));
    database.execute(
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s GRANT SELECT ON TABLES TO %s"
            .formatted(rules, granted));
    database.execute(
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
            + " CREATE USER MAPPING FOR PUBLIC SERVER s; CREATE USER MAPPING FOR "
            + mapped
            + " SERVER s");
    PublishedBackup backup = trial.backup();
    for (TestDatabase role : roles) {
      database.execute("DROP OWNED BY " + role.user());
    }
    database.execute("DROP USER MAPPING FOR PUBLIC SERVER s");
    for (TestDatabase role : roles) {
      SERVER.maintenance().execute("DROP ROLE " + role.user());
    }

    assertThat(missingRoles(backup))
        .containsExactlyInAnyOrder(owner, reader, second, rules, granted, mapped);
    trial.without(true, false);
    assertThat(missingRoles(backup))
        .containsExactlyInAnyOrder(reader, second, rules, granted, mapped);
    trial.without(true, true);
    assertThat(missingRoles(backup)).containsExactlyInAnyOrder(reader, second, mapped);
  }

  private TestDatabase newRole() throws Exception {
    return SERVER.asNewRole(database, "");
  }

  private List<String> missingRoles(PublishedBackup backup) {
    return told(trial.plan(backup, BackupTrial.whole()), Kind.ROLE, true).stream()
        .map(what -> what.replaceFirst("^The server has no role ([^,]+),.*", "$1"))
        .toList();
  }

  @Test
  void whatARoleMayNeitherDropNorMakeIsNamed() throws Exception {
    database.execute(
        """
        CREATE SCHEMA theirs; CREATE EXTENSION pageinspect SCHEMA theirs;
        CREATE FUNCTION plus(int, int) RETURNS int LANGUAGE internal STRICT IMMUTABLE AS 'int4pl';
        CREATE CAST (oid AS xid) WITHOUT FUNCTION;
        CREATE PUBLICATION everything FOR ALL TABLES;
        CREATE FOREIGN DATA WRAPPER w;
        SELECT lo_create(4711);
        """);
    PublishedBackup backup = trial.backup();
    TestDatabase role = SERVER.asNewRole(database, "");
    ComponentPlan plan = new BackupTrial(role, folder).plan(backup, BackupTrial.inPlace());
    assertThat(told(plan, Kind.PRIVILEGE, true))
        .anyMatch(
            what ->
                what.startsWith("The role may not drop what the restore replaces")
                    && what.contains("schema theirs")
                    && what.contains("schema public")
                    && what.contains("extension pageinspect")
                    && what.contains("publication everything")
                    && what.contains("foreign-data wrapper w")
                    && what.contains("cast")
                    && what.contains("large object 4711"))
        .anyMatch(
            what ->
                what.startsWith("Only a superuser may make")
                    && what.contains("publication everything")
                    && what.contains("function public.plus")
                    && what.contains("cast (oid AS xid)")
                    && what.contains("foreign data wrapper w"))
        .anyMatch(what -> what.contains("create schemas"));
    assertThat(told(trial.plan(backup, BackupTrial.inPlace()), Kind.PRIVILEGE, true))
        .as("a superuser")
        .isEmpty();
  }

  @Test
  void sessionsAndEventTriggersOfOthersAndADiskThatCannotBeLookedAtAreTold() throws Exception {
    TestDatabase role = SERVER.asNewRole(database, "CREATEDB");
    SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(database.name(), role.user()));
    PublishedBackup backup = trial.backup();
    database.execute(
        """
        CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION nothing();
        """);
    BackupTrial asOwner = new BackupTrial(role, folder);
    try (Connection session = database.connect()) {
      assertThat(session.isValid(1)).isTrue();
      ComponentPlan swap = asOwner.plan(backup, BackupTrial.whole());
      assertThat(swap.way()).isEqualTo("swap");
      assertThat(told(swap, Kind.PRIVILEGE, false))
          .singleElement()
          .asString()
          .startsWith("1 sessions are of roles whose sessions the role may not end: session ");
      assertThat(told(swap, Kind.UNKNOWN, false))
          .singleElement()
          .asString()
          .contains("cannot be told from here");
    }
    assertThat(told(asOwner.plan(backup, BackupTrial.inPlace()), Kind.PRIVILEGE, true))
        .contains("Event trigger watching is not the role's, and may end the restore");
    assertThat(told(trial.plan(backup, BackupTrial.inPlace()), Kind.DRIFT, false))
        .contains("Event trigger watching is dropped first");
  }

  @Test
  void columnsDefaultsAndTriggersInAKeptSchemaThatNeedWhatIsReplacedAreNamedAndRefused()
      throws Exception {
    database.execute(
        """
        CREATE TYPE mood AS ENUM ('fine'); CREATE FUNCTION nr() RETURNS int LANGUAGE sql AS
          'SELECT 1';
        CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE SCHEMA secret;
        CREATE TABLE secret.k (id int PRIMARY KEY); INSERT INTO secret.k VALUES (1);
        CREATE TABLE refers (k int REFERENCES secret.k); INSERT INTO refers VALUES (1);
        CREATE TABLE secret.s (i int DEFAULT public.nr(), m public.mood);
        CREATE TRIGGER noting BEFORE INSERT ON secret.s EXECUTE FUNCTION public.noted();
        """);
    trial = trial.excluding("secret");
    PublishedBackup backup = trial.backup();
    List<String> named = told(trial.plan(backup, BackupTrial.inPlace()), Kind.DRIFT, true);
    assertThat(named)
        .hasSize(3)
        .anyMatch(what -> what.contains("column m of table secret.s"))
        .anyMatch(what -> what.contains("default value for column i of table secret.s"))
        .anyMatch(what -> what.contains("trigger noting on table secret.s"));
    ChronosException refused =
        catchThrowableOfType(
            ChronosException.class, () -> trial.restore(backup, BackupTrial.inPlace()));
    assertThat(refused.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(refused).hasMessageContaining("column m of table secret.s");

    database.execute("DROP TABLE secret.s; UPDATE t SET i = 2");
    assertThat(told(trial.plan(backup, BackupTrial.inPlace()), Kind.DRIFT, true))
        .as("what refers to a kept schema comes back with the backup")
        .isEmpty();
    trial.restore(backup, BackupTrial.inPlace());
    assertThat(database.value("SELECT i FROM t")).contains("1");
    assertThat(database.value("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'refers%'"))
        .contains("1");
  }

  @Test
  void settingsAndTablespacesOfTheServerAreToldWithGlobalsAndThoseInUseStay() throws Exception {
    String space = "space_of_" + database.name();
    String set = "ALTER DATABASE " + database.name();
    SERVER.maintenance().execute(set + " SET work_mem = '7MB'");
    SERVER.maintenance().execute(set + " SET app.secret = 'hush'");
    try (Connection session = SERVER.maintenance().connect();
        Statement statement = session.createStatement()) {
      statement.execute("SET allow_in_place_tablespaces = on");
      statement.execute("CREATE TABLESPACE " + space + " LOCATION ''");
    }
    PublishedBackup backup = trial.backup();
    SERVER.maintenance().execute("DROP TABLESPACE " + space);
    SERVER.maintenance().execute(set + " RESET ALL");
    SERVER.maintenance().execute(set + " SET work_mem = '9MB'");

    List<String> planned = trial.plan(backup, BackupTrial.withGlobals()).notes();
    assertThat(planned)
        .anyMatch(note -> note.contains("work_mem") && note.contains("app.secret"))
        .anyMatch(note -> note.contains(space))
        .noneMatch(note -> note.contains("hush"));
    assertThat(trial.restore(backup, BackupTrial.withGlobals()).notes())
        .anyMatch(note -> note.contains("work_mem") && note.contains("app.secret"))
        .anyMatch(note -> note.contains(space));
    assertThat(database.value("SHOW work_mem")).as("a swap carries it over").contains("9MB");
    assertThat(trial.plan(backup, BackupTrial.whole()).notes())
        .as("without globals")
        .noneMatch(note -> note.contains("work_mem"));
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
