package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run tells, and that it changes nothing. */
class PlanTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void aBackupAndWhatHappenedSince() throws Exception {
    database = SERVER.createDatabase();
    database.execute(
        """
        CREATE TABLE kept (id serial PRIMARY KEY, v text);
        INSERT INTO kept (v) SELECT 'row ' || i FROM generate_series(1, 50) i;
        CREATE TABLE gone (i int); INSERT INTO gone VALUES (1);
        CREATE VIEW seen AS SELECT * FROM kept;
        """);
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
    database.execute(
        """
        DELETE FROM kept WHERE id > 10; DROP TABLE gone;
        CREATE TABLE "Later" (k int REFERENCES kept); INSERT INTO "Later" VALUES (1), (2);
        CREATE VIEW later_view AS SELECT * FROM kept;
        CREATE FUNCTION later_function() RETURNS int LANGUAGE sql AS 'SELECT 1';
        """);
  }

  private static Optional<Obstacle> obstacle(ComponentPlan plan, Obstacle.Kind kind) {
    return plan.obstacles().stream().filter(each -> each.kind() == kind).findFirst();
  }

  @Test
  void everyTableIsToldWithItsRowsNowAndThen() {
    ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
    assertThat(plan.way()).isEqualTo("swap");
    assertThat(plan.counts())
        .isEqualTo(Map.of(ChangeKind.CREATED, 1L, ChangeKind.REPLACED, 1L, ChangeKind.DROPPED, 1L));
    assertThat(plan.changes())
        .containsExactly(
            change(ChangeKind.DROPPED, "public.\"Later\"", Optional.of(2L), Optional.empty()),
            change(ChangeKind.CREATED, "public.gone", Optional.empty(), Optional.of(1L)),
            change(ChangeKind.REPLACED, "public.kept", Optional.of(10L), Optional.of(50L)));
    assertThat(plan.obstacles()).noneMatch(Obstacle::blocks);
  }

  private static Change change(
      ChangeKind kind, String name, Optional<Long> now, Optional<Long> then) {
    return new Change(
        kind,
        name,
        now.map(Change.Amount::exactly),
        then.map(Change.Amount::exactly),
        Optional.empty());
  }

  @Test
  void pagesFollowEachOther() {
    ComponentPlan first =
        trial.restorer().plan(BackupTrial.work(backup, BackupTrial.whole()), new PlanPage(0, 2));
    assertThat(first.changes()).hasSize(2);
    assertThat(first.next()).contains(2L);
    ComponentPlan last =
        trial.restorer().plan(BackupTrial.work(backup, BackupTrial.whole()), new PlanPage(2, 2));
    assertThat(last.changes()).extracting(Change::name).containsExactly("public.kept");
    assertThat(last.next()).isEmpty();
  }

  @Test
  void largeTableIsEstimatedAndAnalyzedSmallOneCounted() throws Exception {
    database.execute(
        "INSERT INTO kept (v) SELECT 'x' FROM generate_series(1, 200000); ANALYZE kept;"
            + " DELETE FROM kept WHERE id = 5");
    Change kept =
        trial.plan(backup, BackupTrial.whole()).changes().stream()
            .filter(change -> change.name().equals("public.kept"))
            .findFirst()
            .orElseThrow();
    assertThat(kept.now()).contains(Change.Amount.about(200010));
  }

  @Test
  void whatCameSinceTheBackupIsNamed() {
    Obstacle drift =
        obstacle(trial.plan(backup, BackupTrial.inPlace()), Obstacle.Kind.DRIFT).orElseThrow();
    assertThat(drift.blocks()).isFalse();
    assertThat(drift.what())
        .contains(
            "table public.\"Later\"",
            "view public.later_view",
            "function public.later_function",
            "foreign key Later_k_fkey of public.\"Later\"")
        .doesNotContain("public.seen");
  }

  @Test
  void missingRoleBlocksUnlessItIsMade() throws Exception {
    TestDatabase role = SERVER.asNewRole(database, "CREATEDB");
    database.execute("ALTER TABLE kept OWNER TO " + role.user());
    PublishedBackup owned = trial.backup();
    database.execute("ALTER TABLE kept OWNER TO " + SERVER.maintenance().user());
    SERVER.maintenance().execute("DROP ROLE " + role.user());
    Obstacle missing =
        obstacle(trial.plan(owned, BackupTrial.whole()), Obstacle.Kind.ROLE).orElseThrow();
    assertThat(missing.blocks()).isTrue();
    assertThat(missing.what()).contains(role.user());
    ComponentPlan withGlobals = trial.plan(owned, BackupTrial.withGlobals());
    assertThat(obstacle(withGlobals, Obstacle.Kind.ROLE)).isEmpty();
    assertThat(withGlobals.notes()).anyMatch(note -> note.contains(role.user()));
    assertThat(trial.restore(owned, BackupTrial.withGlobals()).notes())
        .anyMatch(note -> note.startsWith("Roles that were made") && note.contains(role.user()));
    assertThat(database.value("SELECT tableowner FROM pg_tables WHERE tablename = 'kept'"))
        .contains(role.user());
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT rolcreatedb AND rolcanlogin FROM pg_roles WHERE rolname = '%s'"
                        .formatted(role.user())))
        .contains("t");
  }

  @Test
  void rolesOfAFailedRestoreAreRemoved() throws Exception {
    TestDatabase role = SERVER.asNewRole(database, "");
    PublishedBackup owned = trial.backup();
    SERVER.maintenance().execute("DROP ROLE " + role.user());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                trial.restore(
                    BackupTrial.damaged(owned, "\trow 7\n", "\trow 8\n"),
                    BackupTrial.withGlobals()))
        .hasMessageContaining("public.kept");
    assertThat(
            SERVER
                .maintenance()
                .value("SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(role.user())))
        .isEmpty();
  }

  @Test
  void extensionThatTheServerLacksBlocks() throws Exception {
    PublishedBackup lacking =
        BackupTrial.damaged(
            backup,
            "CREATE TABLE public.gone",
            "CREATE EXTENSION IF NOT EXISTS nowhere WITH SCHEMA public;\nCREATE TABLE public.gone");
    Obstacle extension =
        obstacle(trial.plan(lacking, BackupTrial.whole()), Obstacle.Kind.EXTENSION).orElseThrow();
    assertThat(extension.blocks()).isTrue();
    assertThat(extension.what()).contains("nowhere");
  }

  @Test
  void sessionsThatASwapEndsAreCounted() throws Exception {
    try (Connection session = database.connect()) {
      session.setClientInfo("ApplicationName", "the shop");
      Obstacle sessions =
          obstacle(trial.plan(backup, BackupTrial.whole()), Obstacle.Kind.SESSIONS).orElseThrow();
      assertThat(sessions.blocks()).isFalse();
      assertThat(sessions.what()).contains("1 sessions", "the shop");
    }
  }

  @Test
  void subscriptionBlocks() throws Exception {
    database.execute(
        "CREATE SUBSCRIPTION planned CONNECTION 'dbname=none' PUBLICATION p"
            + " WITH (connect = false, slot_name = NONE)");
    ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
    database.execute("DROP SUBSCRIPTION planned");
    assertThat(plan.obstacles())
        .anyMatch(each -> each.blocks() && each.what().contains("subscription planned"));
  }

  @Test
  void dumpThatHoldsWhatNoneOfOursDoesIsCorrupt() {
    PublishedBackup evil =
        BackupTrial.damaged(backup, "CREATE TABLE public.gone", "DROP TABLE public.gone");
    Obstacle corrupt =
        obstacle(trial.plan(evil, BackupTrial.whole()), Obstacle.Kind.CORRUPT).orElseThrow();
    assertThat(corrupt.blocks()).isTrue();
  }

  @Test
  void serverThatIsAwayOrADatabaseThatIsNotThereIsAnObstacle() throws Exception {
    TestDatabase nowhere =
        new TestDatabase("127.0.0.1", 1, database.user(), database.password(), "x");
    for (TestDatabase target : List.of(nowhere, database.named("not_there"))) {
      trial = new BackupTrial(target, folder);
      ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
      assertThat(obstacle(plan, Obstacle.Kind.UNKNOWN).orElseThrow().blocks()).isTrue();
    }
  }

  @Test
  void roleThatMayNotCreateDatabasesRestoresInPlaceAndSaysWhy() throws Exception {
    TestDatabase own = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(own, "");
    SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(own.name(), role.user()));
    role.execute("CREATE TABLE t (i int); INSERT INTO t VALUES (1)");
    trial = new BackupTrial(role, folder);
    backup = trial.backup();
    role.execute("DELETE FROM t");
    ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
    assertThat(plan.way()).isEqualTo("in_place");
    assertThat(plan.notes()).anyMatch(note -> note.contains("may not create databases"));
    assertThat(trial.restore(backup, BackupTrial.whole()).facts()).isEmpty();
    assertThat(role.value("SELECT i FROM t")).contains("1");
  }

  @Test
  void schemaThatBackupsLeaveOutIsKept() throws Exception {
    database.execute("CREATE SCHEMA secret; CREATE TABLE secret.s AS SELECT 7 AS i");
    trial = trial.excluding("secr*");
    backup = trial.backup();
    ComponentPlan plan = trial.plan(backup, BackupTrial.whole());
    assertThat(plan.way()).isEqualTo("in_place");
    assertThat(plan.notes()).anyMatch(note -> note.contains("secret"));
    assertThat(plan.changes()).noneMatch(change -> change.name().startsWith("secret"));
    trial.restore(backup, BackupTrial.whole());
    assertThat(database.value("SELECT i FROM secret.s")).contains("7");
    database.execute("CREATE VIEW secret.v AS SELECT * FROM public.kept");
    assertThat(trial.plan(backup, BackupTrial.whole()).obstacles())
        .anyMatch(each -> each.blocks() && each.what().contains("view secret.v"));
  }

  @Test
  void planChangesNothing() throws Exception {
    String question =
        """
        SELECT (SELECT string_agg(xmin || ' ' || relname || relfilenode, ',' ORDER BY oid)
                  FROM pg_class)
               || (SELECT count(*) || max(oid::text) FROM pg_database)
               || (SELECT count(*) FROM pg_roles)
               || (SELECT last_value FROM kept_id_seq)
               || (SELECT string_agg(xmin || v, ',' ORDER BY id) FROM kept)
        """;
    String before = database.value(question).orElseThrow();
    trial.plan(backup, BackupTrial.whole());
    trial.plan(backup, BackupTrial.inPlace());
    assertThat(database.value(question)).contains(before);
    assertThat(
            SERVER
                .maintenance()
                .value(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE"
                        + " 'chronos-plan-%'"))
        .contains("0");
  }

  @Test
  void ownerThatTheRoleMayNotActForAndASuperusersExtensionBlock() throws Exception {
    TestDatabase own = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(own, "CREATEDB");
    SERVER
        .maintenance()
        .execute("ALTER DATABASE %s OWNER TO %s".formatted(own.name(), role.user()));
    own.execute("CREATE EXTENSION pageinspect; CREATE TABLE theirs (i int)");
    PublishedBackup theirs = new BackupTrial(own, folder).backup();
    assertThat(new BackupTrial(role, folder).plan(theirs, BackupTrial.whole()).obstacles())
        .filteredOn(each -> each.kind() == Obstacle.Kind.PRIVILEGE && each.blocks())
        .extracting(Obstacle::what)
        .anyMatch(what -> what.contains("give objects to " + own.user()))
        .anyMatch(what -> what.contains("extension pageinspect"));
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(SERVER, database);
  }
}
