package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.history.ManifestHistory;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.manifest.JsonLinesState;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.FileBackupFacts;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.DeleteBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.history.ListLegacy;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.ReconcileCatalog;
import io.leveredge.chronos.engine.recovery.SettleDeadRuns;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.source.ScriptedSource;
import io.leveredge.chronos.testkit.system.ManualClock;
import io.leveredge.chronos.testkit.system.ScriptedChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine over real files, among directories that somebody else made before it. */
class LegacyDirectoriesTest {
  private static final List<String> FOREIGN =
      List.of("daily/2026-01-19", "hourly/2026-01-19T12", "manual/before", "targets/gone/daily/x");
  private static final Principal ADMIN = new Principal("root", Set.of(Scope.ADMIN));

  @TempDir Path root;
  private final ManualClock clock = new ManualClock(SampleBackups.NOON);
  private final MemoryBackupCatalog catalog = new MemoryBackupCatalog();

  @Test
  void nothingThatTheServiceDoesTouchesAByteOfThem() throws Exception {
    for (String directory : FOREIGN) {
      legacy(directory);
    }
    Files.createDirectories(root.resolve("daily/empty"));
    String before = everythingOfThem();

    Life first = new Life();
    Backup daily = first.take(Tier.DAILY);
    assertThat(daily.published().orElseThrow().directory())
        .as("the name of the day is taken")
        .isEqualTo("daily/2026-01-19T120000Z");
    Backup second = first.take(Tier.DAILY);
    first.journal.begin(SampleBackups.order(99)).close();
    Life restarted = new Life();
    restarted.settle();
    restarted.reconcile();
    restarted.delete(daily.id());
    restarted.delete(second.id());
    restarted.reconcile();

    assertThat(everythingOfThem()).isEqualTo(before);
    assertThat(new ListLegacy(restarted.store).list().directories())
        .extracting(ListLegacy.Directory::path)
        .containsExactly(
            "daily/2026-01-19",
            "daily/empty",
            "hourly/2026-01-19T12",
            "manual/before",
            "targets/gone/daily/x");
  }

  /** What somebody's own script may have left, old and only partly readable. */
  private void legacy(String directory) throws IOException {
    Path folder = Files.createDirectories(root.resolve(directory));
    Files.writeString(folder.resolve("database.sql.gz"), "not ours");
    Files.writeString(folder.resolve("facts.jsonl"), "{\"kind\":\"held\"}");
    Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("notes"), "mine");
    Files.createSymbolicLink(folder.resolve("latest"), Path.of("nowhere"));
    FileTime old = FileTime.from(Instant.parse("2025-12-24T18:00:00Z"));
    for (String name : List.of("database.sql.gz", "facts.jsonl", "sub/notes", "sub")) {
      Files.setLastModifiedTime(folder.resolve(name), old);
    }
    Files.setLastModifiedTime(folder, old);
  }

  /** Kind, mode, owner, size, times and name of each entry, and each file's digest. */
  private String everythingOfThem() throws Exception {
    String all = String.join(" ", FOREIGN) + " daily/empty";
    Shell.Result listing =
        Shell.run(
            root,
            "find %s -printf '%%y %%m %%U %%G %%s %%T@ %%C@ %%l %%p\\n' | sort".formatted(all)
                + " && find %s -type f -exec sha256sum {} + | sort".formatted(all));
    assertThat(listing.status()).as(listing.output()).isZero();
    return listing.output();
  }

  /** The service from one start to its end; what outlives it are the files and the catalog. */
  private final class Life {
    private final Disk disk = StoreSettings.of(root).disk();
    private final ArtifactStore store = new FileArtifactStore(StoreSettings.of(root));
    private final RunJournal journal = new FileRunJournal(disk);
    private final RestoreJournal restoreJournal = new FileRestoreJournal(disk);
    private final RestoreLog restoreLog = new MemoryRestoreLog();
    private final Targets targets =
        new Targets(
            List.of(
                ProtectedTarget.of(
                    TargetName.DEFAULT,
                    Codec.GZIP,
                    List.of(new ScriptedSource(Component.DATABASE)))));
    private final BackupIds ids = new BackupIds(clock, new Random(1));
    private final TellCatalog tellCatalog = new TellCatalog(catalog, journal);
    private final FindBackups history =
        new FindBackups(catalog, new ManifestHistory(store), journal);

    Backup take(Tier tier) throws Exception {
      BackupRequest request =
          new BackupRequest(
              BackupType.DATABASE,
              Set.of(),
              tier,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              "schedule:daily",
              Optional.empty());
      TakeBackup takeBackup =
          new TakeBackup(
              targets,
              new BackupSettings(Duration.ofDays(7), Duration.ofSeconds(10), "CHRONOS test"),
              ids,
              clock,
              new ClaimTarget(new FileTargetClaims(disk), new MemoryTargetClaims(), clock),
              new JobThreads(clock),
              store,
              history,
              journal,
              new CarryState(
                  catalog,
                  history,
                  journal,
                  restoreLog,
                  restoreJournal,
                  new JsonLinesState(),
                  clock),
              tellCatalog,
              new RunningJobs());
      Acceptance answer = takeBackup.accept(request);
      assertThat(answer).isInstanceOf(Acceptance.Accepted.class);
      Backup backup =
          ((Acceptance.Accepted) answer)
              .job()
              .end()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
      return backup;
    }

    void settle() {
      new SettleDeadRuns(
              journal,
              store,
              targets,
              new MemoryTargetClaims(),
              new ScriptedChildProcesses(),
              clock,
              tellCatalog)
          .settle();
    }

    void reconcile() {
      new ReconcileCatalog(
              catalog,
              journal,
              store,
              new RecallState(
                  store,
                  new JsonLinesState(),
                  catalog,
                  new TellRestoreLog(restoreLog, restoreJournal)),
              ids,
              clock,
              new TellRestoreLog(restoreLog, restoreJournal))
          .reconcile();
    }

    void delete(BackupId id) {
      assertThat(
              new DeleteBackup(
                      store,
                      new FileBackupFacts(disk, store),
                      catalog,
                      backup -> Optional.empty(),
                      clock)
                  .delete(id, true, ADMIN))
          .isPresent();
    }
  }
}
