package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.store.FileBackupFacts;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.catalog.RunJournal.DeadRun;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Busy;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Granted;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal.Step;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one backup directory. */
final class ManyProcessesTest {
  private static final BackupId MINE = SampleBackups.order(1).id();
  private static final BackupId THEIRS = SampleBackups.order(2).id();

  @TempDir Path root;

  @Test
  void claimOfAnotherProcessIsSeenAndPassesOnWhenItIsKilled() throws Exception {
    FileTargetClaims claims = new FileTargetClaims(StoreSettings.of(root).disk());
    try (ChildJvm holder = ChildJvm.start(SharingProgram.class, root, "claim", THEIRS)) {
      assertThat(holder.line()).isEqualTo("granted");
      assertThat(claims.tryClaim(TargetName.DEFAULT, MINE))
          .isEqualTo(new Busy(Optional.of(THEIRS)));
      holder.kill();
      assertThat(claims.tryClaim(TargetName.DEFAULT, MINE)).isInstanceOf(Granted.class);
    }
    // Looking at a lock that this process holds must not drop it, as closing its file would.
    assertThat(claims.tryClaim(TargetName.DEFAULT, THEIRS)).isEqualTo(new Busy(Optional.of(MINE)));
    try (ChildJvm late = ChildJvm.start(SharingProgram.class, root, "claim", THEIRS)) {
      assertThat(late.line()).isEqualTo("busy " + MINE);
    }
  }

  @Test
  void deadRunsAreDividedAmongThoseWhoAskAtOnce() throws Exception {
    BackupFolder backups = new BackupFolder(root);
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      backups.journal.begin(SampleBackups.order(number)).close();
      all.add(SampleBackups.order(number).id().value());
    }
    try (ChildJvm one = ChildJvm.start(SharingProgram.class, root, "dead", MINE);
        ChildJvm two = ChildJvm.start(SharingProgram.class, root, "dead", MINE)) {
      List<String> found = new ArrayList<>();
      backups.journal.dead().forEach(run -> found.add(run.order().id().value()));
      found.addAll(List.of(one.line().split(" ")));
      found.addAll(List.of(two.line().split(" ")));
      found.removeIf(String::isEmpty);
      assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void runOfALivingProcessIsNotDeadUntilItIsKilled() throws Exception {
    BackupFolder backups = new BackupFolder(root);
    try (ChildJvm owner = ChildJvm.start(SharingProgram.class, root, "run", MINE)) {
      assertThat(owner.line()).isEqualTo("begun");
      assertThat(backups.journal.dead()).isEmpty();
      owner.kill();
      List<DeadRun> dead = backups.journal.dead();
      assertThat(dead).extracting(run -> run.order().id()).containsExactly(MINE);
      dead.forEach(DeadRun::close);
    }
  }

  @Test
  void restoreOfAProcessThatIsKilledIsDeadWithTheStepItHadComeTo() throws Exception {
    RestoreJournal journal = new FileRestoreJournal(StoreSettings.of(root).disk());
    try (ChildJvm owner = ChildJvm.start(SharingProgram.class, root, "restore", MINE)) {
      assertThat(owner.line()).isEqualTo("swapping");
      assertThat(journal.dead()).isEmpty();
      owner.kill();
      List<RestoreJournal.DeadRun> dead = journal.dead();
      assertThat(dead)
          .singleElement()
          .satisfies(
              left -> {
                assertThat(left.restore())
                    .isEqualTo(SampleRestores.underWay(SampleRestores.order(1)));
                assertThat(left.steps())
                    .containsExactly(new Step(Component.DATABASE, Map.of("step", "swap")));
              });
      dead.forEach(RestoreJournal.DeadRun::close);
    }
  }

  @Test
  void runOfThisProcessStaysItsOwnThoughItLooksForDeadOnes() throws Exception {
    BackupFolder backups = new BackupFolder(root);
    RunJournal.Run run = backups.journal.begin(SampleBackups.order(1));
    backups.journal.begin(SampleBackups.order(2)).close();
    backups.journal.dead().forEach(DeadRun::close);
    try (ChildJvm other = ChildJvm.start(SharingProgram.class, root, "dead", MINE)) {
      assertThat(other.line()).isEqualTo(THEIRS.value());
    }
    run.close();
  }

  @Test
  void processesThatRaceForANameGetOneEach() throws Exception {
    BackupFolder backups = new BackupFolder(root);
    try (ChildJvm one = ChildJvm.start(SharingProgram.class, root, "race", 100);
        ChildJvm two = ChildJvm.start(SharingProgram.class, root, "race", 200)) {
      assertThat(one.rest()).isEqualTo("done\n");
      assertThat(two.rest()).isEqualTo("done\n");
    }
    assertThat(backups.store.published())
        .hasSize(2 * SharingProgram.ROUNDS)
        .extracting(Backup::id)
        .doesNotHaveDuplicates();
    assertThat(backups.withManifest()).hasSize(2 * SharingProgram.ROUNDS);
    assertThat(backups.store.unreadable()).isEmpty();
  }

  @Test
  void factsThatTwoProcessesAddAtOnceAreAllKeptWhole() throws Exception {
    BackupFolder backups = new BackupFolder(root);
    backups.earlier();
    try (ChildJvm one = ChildJvm.start(SharingProgram.class, root, "facts", "one");
        ChildJvm two = ChildJvm.start(SharingProgram.class, root, "facts", "two")) {
      assertThat(one.rest()).isEqualTo("done\n");
      assertThat(two.rest()).isEqualTo("done\n");
    }
    List<Fact> facts =
        new FileBackupFacts(StoreSettings.of(root).disk(), backups.store).of(MINE).orElseThrow();
    for (String by : List.of("one", "two")) {
      assertThat(facts)
          .filteredOn(fact -> fact.by().equals(by))
          .extracting(fact -> fact.details().get("number"))
          .as("each process's own, in its order")
          .containsExactlyElementsOf(
              IntStream.range(0, SharingProgram.FACTS).mapToObj(Integer::toString).toList());
    }
  }
}
