package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swaps by an owner who may create databases and is no superuser. */
class UnprivilegedSwapTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private TestDatabase database;
  private TestDatabase owner;
  private BackupTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void aDatabaseOfItsOwner() throws Exception {
    database = SERVER.createDatabase();
    owner = SERVER.asNewRole(database, "CREATEDB");
    SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(database.name(), owner.user()));
    owner.execute("CREATE TABLE t AS SELECT i FROM generate_series(1, 20000) i");
    trial = new BackupTrial(owner, folder);
    backup = trial.backup();
    owner.execute("CREATE TABLE later ()");
  }

  private String server(String sql) throws Exception {
    return SERVER.maintenance().value(sql.formatted(database.name())).orElse("nothing");
  }

  @Test
  void sessionThatMayNotBeEndedIsForeseenAndLeavesTheDatabaseInUseAsItWas() throws Exception {
    SERVER.maintenance().execute("GRANT pg_signal_backend TO " + owner.user());
    try (Connection superusers = database.connect()) {
      superusers.setClientInfo("ApplicationName", "the monitor");
      assertThat(trial.plan(backup, BackupTrial.whole()).obstacles())
          .filteredOn(each -> each.kind() == Obstacle.Kind.PRIVILEGE)
          .extracting(Obstacle::what)
          .singleElement()
          .asString()
          .contains("may not end", "the monitor", database.user());
      ChronosException failure =
          catchThrowableOfType(
              ChronosException.class, () -> trial.restore(backup, BackupTrial.whole()));
      assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_BLOCKED);
      assertThat(failure).hasMessageContaining("the monitor").hasMessageContaining(database.user());
      assertThat(superusers.isValid(5)).isTrue();
    }
    assertThat(owner.value("SELECT to_regclass('later')")).contains("later");
    assertThat(server("SELECT datallowconn FROM pg_database WHERE datname = '%s'")).isEqualTo("t");
    assertThat(server("SELECT count(*) FROM pg_database WHERE datname LIKE '%s\\_%%'"))
        .isEqualTo("0");
  }

  @Test
  void sessionOfAnotherRoleIsEndedByWhoMaySignalIt() throws Exception {
    TestDatabase other = SERVER.asNewRole(database, "");
    try (Connection theirs = other.connect()) {
      assertThat(trial.plan(backup, BackupTrial.whole()).obstacles())
          .anyMatch(
              each -> each.kind() == Obstacle.Kind.PRIVILEGE && each.what().contains(other.user()));
      SERVER.maintenance().execute("GRANT pg_signal_backend TO " + owner.user());
      assertThat(trial.plan(backup, BackupTrial.whole()).obstacles())
          .noneMatch(each -> each.kind() == Obstacle.Kind.PRIVILEGE);
      trial.restore(backup, BackupTrial.whole());
      assertThat(theirs.isValid(5)).isFalse();
    }
    assertThat(owner.value("SELECT to_regclass('later')")).isEmpty();
  }

  @Test
  void settingsThatTheRoleMayNotSetBlockTheSwapBeforeAnythingIsLoaded() throws Exception {
    TestDatabase other = SERVER.asNewRole(database, "");
    TestDatabase superusers = SERVER.maintenance();
    superusers.execute(
        "ALTER DATABASE %s SET log_min_duration_statement = 5".formatted(database.name()));
    superusers.execute(
        "ALTER ROLE %s IN DATABASE %s SET work_mem = 65".formatted(other.user(), database.name()));
    superusers.execute(
        "ALTER ROLE %s IN DATABASE %s SET work_mem = 66".formatted(owner.user(), database.name()));
    superusers.execute("ALTER DATABASE %s SET work_mem = 67".formatted(database.name()));
    assertThat(trial.plan(backup, BackupTrial.whole()).obstacles())
        .filteredOn(Obstacle::blocks)
        .extracting(Obstacle::what)
        .singleElement()
        .asString()
        .endsWith("place: log_min_duration_statement, of role " + other.user() + ": work_mem");
    assertThat(trial.plan(backup, BackupTrial.inPlace()).obstacles()).noneMatch(Obstacle::blocks);

    superusers.execute("GRANT SET ON PARAMETER log_min_duration_statement TO " + owner.user());
    superusers.execute(
        "ALTER ROLE %s IN DATABASE %s RESET ALL".formatted(other.user(), database.name()));
    assertThat(trial.plan(backup, BackupTrial.whole()).obstacles()).noneMatch(Obstacle::blocks);
    trial.restore(backup, BackupTrial.whole());
    assertThat(owner.value("SHOW log_min_duration_statement")).contains("5ms");
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
