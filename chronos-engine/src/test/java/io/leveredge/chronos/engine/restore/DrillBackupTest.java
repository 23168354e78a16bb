package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.Drill.Trial;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.testkit.restore.ScriptedDrill;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A backup counts as proven once it came back somewhere, and what was seen of that is kept. One use
 * case: its tests stand together, by turns about proof, failure, and what is left behind.
 */
class DrillBackupTest {
  private final RestoringEngine restoring = new RestoringEngine();
  private final DrillBackup drills = restoring.drillBackup();

  @Test
  void whatComesBackTheSameIsProvenWithItsFigures() throws Exception {
    BackupId backup = restoring.backUp().id();

    Drill drill = drill(backup);

    assertThat(drill.proven()).isTrue();
    assertThat(drill.at()).isEqualTo(restoring.engine.clock.now());
    assertThat(drill.trials())
        .extracting(Trial::component)
        .containsExactlyInAnyOrder(Component.DATABASE, Component.CONFIG);
    Fact fact = lastFact(backup);
    assertThat(fact.kind()).isEqualTo(FactKind.PROVEN);
    assertThat(fact.at()).isEqualTo(restoring.engine.clock.now());
    assertThat(fact.by()).isEqualTo(RestoringEngine.RESTORER.name());
    assertThat(fact.details())
        .isEqualTo(
            Map.of(
                "milliseconds",
                "0",
                "database_server",
                "source",
                "database_artifacts",
                "1",
                "config_artifacts",
                "1"));
  }

  @Test
  void theDatabaseIsTriedOnTheServerAskedForAndThatIsKept() throws Exception {
    BackupId backup = restoring.backUp().id();

    Drill drill =
        drills.drill(backup, DrillServer.EMBEDDED, RestoringEngine.RESTORER).orElseThrow();

    assertThat(drill.proven()).isTrue();
    assertThat(drill.server()).isEqualTo(DrillServer.EMBEDDED);
    assertThat(restoring.embeddedDrill.drilled()).containsExactly(backup);
    assertThat(restoring.databaseDrill.drilled()).isEmpty();
    assertThat(restoring.fileDrill.drilled()).as("files need no server").containsExactly(backup);
    assertThat(lastFact(backup).details()).containsEntry("database_server", "embedded");
  }

  @Test
  void noServerIsNamedWhereNoDatabaseWasTried() throws Exception {
    BackupId backup = restoring.backUp(TargetName.DEFAULT, Component.CONFIG).id();

    assertThat(drills.drill(backup, DrillServer.EMBEDDED, RestoringEngine.RESTORER))
        .get()
        .returns(true, Drill::proven);
    assertThat(lastFact(backup).details()).doesNotContainKey("database_server");
    assertThat(restoring.embeddedDrill.drilled()).isEmpty();
  }

  @Test
  void whatComesBackDifferentIsNotProvenAndTheFirstDifferenceIsKept() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.databaseDrill.answering(
        new Trial(
            Component.DATABASE,
            "a scratch database",
            Map.of("rows", 41L),
            List.of("users lacks 1 row", "orders lacks 2 rows"),
            List.of()));

    Drill drill = drill(backup);

    assertThat(drill.proven()).isFalse();
    Fact fact = lastFact(backup);
    assertThat(fact.kind()).isEqualTo(FactKind.NOT_PROVEN);
    assertThat(fact.details())
        .isEqualTo(
            Map.of(
                "milliseconds",
                "0",
                "database_server",
                "source",
                "database_rows",
                "41",
                "config_artifacts",
                "1",
                "difference",
                "users lacks 1 row"));
    assertThat(restoring.fileDrill.drilled()).as("the others are tried, too").hasSize(1);
  }

  @Test
  void oneRunsAtATimeAndItsTimeIsKept() throws Exception {
    BackupId backup = restoring.backUp().id();
    CountDownLatch gate = restoring.databaseDrill.hold();
    CompletableFuture<Drill> first = CompletableFuture.supplyAsync(() -> drill(backup));
    restoring.databaseDrill.awaitBegun();
    try {
      assertThatThrownBy(() -> drill(backup))
          .isInstanceOfSatisfying(
              ChronosException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_BUSY);
                assertThat(refused.details()).containsEntry("retry_after_seconds", "60");
              });
      restoring.engine.clock.advance(Duration.ofMillis(1500));
    } finally {
      gate.countDown();
    }

    assertThat(first.get(30, TimeUnit.SECONDS).took()).isEqualTo(Duration.ofMillis(1500));
    assertThat(lastFact(backup).details()).containsEntry("milliseconds", "1500");
    assertThat(drill(backup).proven()).as("the next has its turn").isTrue();
  }

  @Test
  void aStopEndsTheTrialThatRunsAndLetsNoneBegin() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.databaseDrill.hold();
    CompletableFuture<Drill> running = CompletableFuture.supplyAsync(() -> drill(backup));
    restoring.databaseDrill.awaitBegun();
    assertThat(drills.awaitEnd(Duration.ZERO)).isFalse();

    drills.stop();

    assertThat(drills.awaitEnd(Duration.ofSeconds(30))).isTrue();
    assertThat(running)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ChronosException.class,
            ended -> assertThat(ended.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED));
    assertRefused(ErrorCode.SHUTTING_DOWN, () -> drill(backup));
    assertThat(restoring.facts(backup))
        .extracting(Fact::kind)
        .doesNotContain(FactKind.PROVEN, FactKind.NOT_PROVEN);
  }

  @Test
  void damagedBytesAreFoundBeforeAnyScratchPlaceIsMade() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.flipByte(backup, Component.DATABASE);

    assertThat(drill(backup).trials())
        .containsExactly(
            Trial.failed(
                Component.DATABASE,
                "nowhere: a file is damaged",
                "database.txt.gz is not as it was written"));
    assertThat(restoring.databaseDrill.drilled()).isEmpty();
    assertThat(restoring.fileDrill.drilled()).isEmpty();
    assertThat(restoring.facts(backup))
        .extracting(Fact::kind)
        .containsExactly(FactKind.CORRUPT, FactKind.NOT_PROVEN);
    assertThat(lastFact(backup).details())
        .containsEntry("difference", "database.txt.gz is not as it was written");
  }

  @Test
  void ofSeveralDamagedFilesTheFirstIsNamed() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.flipByte(backup, Component.DATABASE);
    restoring.engine.store.replace(
        backup, RestoringEngine.artifact(Component.CONFIG), Optional.empty());

    assertThat(drill(backup).trials())
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.component()).isEqualTo(Component.CONFIG);
              assertThat(trial.differences()).singleElement().asString().startsWith("config.txt");
            });
  }

  @Test
  void aDamagedManifestIsLaidToNoComponentThatTheBackupLacks() throws Exception {
    Backup backup = restoring.backUp(TargetName.DEFAULT, Component.CONFIG);
    Backup.Outcome.Published published = backup.published().orElseThrow();
    restoring.engine.catalog.record(
        new Backup(
            backup.order(),
            new Backup.Outcome.Published(
                published.state(),
                published.completedAt(),
                published.components(),
                published.directory(),
                Sha256.of(new byte[] {1}))));

    assertThat(drill(backup.id()).trials())
        .containsExactly(
            Trial.failed(
                Component.CONFIG,
                "nowhere: a file is damaged",
                "manifest.json is not as it was written"));
  }

  @Test
  void withoutAScratchPlaceForEachComponentNothingIsReadAndNothingKnown() throws Exception {
    for (BackupId backup :
        List.of(
            restoring.backUp(TargetName.DEFAULT, Component.DATABASE, Component.WORKFLOWS).id(),
            restoring.backUp(RestoringEngine.OTHER, Component.DATABASE).id())) {
      assertRefused(ErrorCode.NOTHING_CONFIGURED, () -> drill(backup));
      assertThat(restoring.facts(backup)).isEmpty();
    }
    assertThat(restoring.databaseDrill.drilled()).isEmpty();
  }

  @Test
  void aServerThatTheTargetHasNotIsNotReplacedByAnother() throws Exception {
    BackupId backup = restoring.backUp().id();
    ProtectedTarget sourceOnly =
        restoring.first.with(List.of(), List.of(restoring.databaseDrill, restoring.fileDrill));
    DrillBackup there = drills(restoring.engine.facts, new Targets(List.of(sourceOnly)));

    assertThatThrownBy(() -> there.drill(backup, DrillServer.EMBEDDED, RestoringEngine.RESTORER))
        .hasMessageContaining("'embedded'")
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOTHING_CONFIGURED));
    assertThat(restoring.databaseDrill.drilled()).isEmpty();
  }

  @Test
  void everyPlaceIsClearedUpOnce() {
    drills.clearUp();

    assertThat(List.of(restoring.databaseDrill, restoring.embeddedDrill, restoring.fileDrill))
        .allSatisfy(drill -> assertThat(drill.cleared()).isEqualTo(1));
  }

  @Test
  void aTargetThatIsGoneHasNoScratchPlace() throws Exception {
    BackupId backup = restoring.backUp().id();
    DrillBackup elsewhere = drills(restoring.engine.facts, new Targets(List.of(restoring.second)));

    assertRefused(
        ErrorCode.UNKNOWN_TARGET,
        () -> elsewhere.drill(backup, DrillServer.SOURCE, RestoringEngine.RESTORER));
    assertThat(restoring.facts(backup)).isEmpty();
  }

  @Test
  void aTrialThatCannotBeMadeSaysNothingOfTheBackupAndEndsItsTurn() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.fileDrill.failing(new ChronosException(ErrorCode.STORAGE_FULL, "no room"));

    assertRefused(ErrorCode.STORAGE_FULL, () -> drill(backup));
    assertThat(restoring.facts(backup))
        .extracting(Fact::kind)
        .doesNotContain(FactKind.PROVEN, FactKind.NOT_PROVEN);
    assertRefused(ErrorCode.STORAGE_FULL, () -> drill(backup));
  }

  @Test
  void onlyThoseWithTheScopeMayTry() throws Exception {
    BackupId backup = restoring.backUp().id();
    for (Principal caller : List.of(Principal.ANONYMOUS, RestoringEngine.DELETER)) {
      assertRefused(
          ErrorCode.SCOPE_MISSING, () -> drills.drill(backup, DrillServer.SOURCE, caller));
    }
    assertThat(restoring.facts(backup)).isEmpty();
    assertThat(drill(backup).proven()).as("a refusal takes nobody's turn").isTrue();
  }

  @Test
  void ofAKnownBackupItIsSaidThatItsManifestIsMissingOrCorrupt() throws Exception {
    BackupId missing = restoring.backUp().id();
    BackupId corrupt = restoring.backUp().id();
    restoring.engine.store.spoilManifest(missing, Optional.empty());
    restoring.engine.store.spoilManifest(corrupt, Optional.of("It is no JSON"));
    assertThatThrownBy(() -> drill(missing))
        .hasMessageContaining("its manifest.json is missing")
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_NOT_RESTORABLE));
    assertThatThrownBy(() -> drill(corrupt))
        .hasMessageContaining("its manifest.json is corrupt: It is no JSON");
  }

  @Test
  void ofAnUnknownBackupThereIsNothing() {
    assertThat(
            drills.drill(restoring.engine.ids.next(), DrillServer.SOURCE, RestoringEngine.RESTORER))
        .isEmpty();
  }

  @Test
  void whatCannotBeKeptIsAnsweredNevertheless() throws Exception {
    BackupId backup = restoring.backUp().id();
    BackupFacts full =
        new BackupFacts() {
          @Override
          public Optional<List<Fact>> of(BackupId id) {
            return restoring.engine.facts.of(id);
          }

          @Override
          public boolean add(BackupId id, Fact fact) {
            throw new ChronosException(ErrorCode.STORAGE_FULL, "no room for " + fact.kind());
          }
        };

    assertThat(
            drills(full, restoring.engine.targets)
                .drill(backup, DrillServer.SOURCE, RestoringEngine.RESTORER)
                .orElseThrow()
                .proven())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Component.class,
      names = {"DATABASE", "CONFIG"})
  void oneThatCannotClearUpKeepsNoOtherFromIt(Component failing) {
    List<ScriptedDrill> all = List.of(restoring.databaseDrill, restoring.fileDrill);
    for (RuntimeException failure :
        List.of(
            new ChronosException(ErrorCode.DATABASE_UNREACHABLE, "down"),
            new IllegalStateException("a mistake of ours"))) {
      all.stream()
          .filter(drill -> drill.component() == failing)
          .forEach(drill -> drill.failingToClearUp(failure));
      drills.clearUp();
    }

    assertThat(all)
        .filteredOn(drill -> drill.component() != failing)
        .singleElement()
        .satisfies(other -> assertThat(other.cleared()).isEqualTo(2));
  }

  private Drill drill(BackupId backup) {
    return drills.drill(backup, DrillServer.SOURCE, RestoringEngine.RESTORER).orElseThrow();
  }

  private DrillBackup drills(BackupFacts facts, Targets targets) {
    return new DrillBackup(
        restoring.engine.store,
        new VerifyBackup(
            restoring.engine.store, facts, restoring.engine.catalog, restoring.engine.clock),
        facts,
        targets,
        restoring.engine.ids,
        restoring.engine.clock);
  }

  private Fact lastFact(BackupId backup) {
    return restoring.facts(backup).getLast();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChronosException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
