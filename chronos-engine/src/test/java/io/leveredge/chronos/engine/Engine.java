package io.leveredge.chronos.engine;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupJob;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.FindBackups;
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
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.catalog.MemoryManifestHistory;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.hook.ScriptedHooks;
import io.leveredge.chronos.testkit.journal.MemoryRunJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.source.ScriptedSource;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import io.leveredge.chronos.testkit.storage.MemoryBackupFacts;
import io.leveredge.chronos.testkit.storage.MemoryStateFormat;
import io.leveredge.chronos.testkit.system.ManualClock;
import io.leveredge.chronos.testkit.system.ScriptedChildProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The engine as another Java program embeds it: over ports, here all in memory. */
public final class Engine {
  public final ManualClock clock = ManualClock.atSomeTime();
  public final MemoryArtifactStore store = new MemoryArtifactStore();
  public final MemoryBackupFacts facts = new MemoryBackupFacts(store);
  public final MemoryRunJournal journal = new MemoryRunJournal();
  public final MemoryBackupCatalog catalog = new MemoryBackupCatalog();
  public final MemoryRestoreLog restoreLog = new MemoryRestoreLog();
  public final MemoryRestoreJournal restoreJournal = new MemoryRestoreJournal();
  public final MemoryTargetClaims locks = new MemoryTargetClaims();
  public final MemoryTargetClaims leases = new MemoryTargetClaims();
  public final ScriptedChildProcesses processes = new ScriptedChildProcesses();
  public final ScriptedSource database = new ScriptedSource(Component.DATABASE);
  public final ScriptedHooks hooks = new ScriptedHooks();
  public final RunningJobs running = new RunningJobs();
  public final BackupIds ids = new BackupIds(clock, new Random(7));
  public final Targets targets;
  public final TellCatalog tellCatalog = new TellCatalog(catalog, journal);
  public final FindBackups history =
      new FindBackups(catalog, new MemoryManifestHistory(store), journal);
  public final MemoryStateFormat stateFormat = new MemoryStateFormat();
  public final JobThreads threads = new JobThreads(clock);
  public final TakeBackup takeBackup;

  /** One whose catalog has nothing to recall, as that of a service some seconds after its start. */
  public Engine() {
    catalog.recordRecall();
    targets =
        new Targets(
            List.of(
                ProtectedTarget.of(TargetName.DEFAULT, Codec.GZIP, List.of(database)).with(hooks)));
    takeBackup = takeBackup(leases);
  }

  /** One that protects these instead. */
  public Engine(List<ProtectedTarget> others) {
    catalog.recordRecall();
    targets = new Targets(others);
    takeBackup = takeBackup(leases);
  }

  /** One whose requests wait for nothing. */
  public TakeBackup takeBackup(io.leveredge.chronos.ports.claim.TargetClaims shared) {
    return new TakeBackup(
        targets,
        new BackupSettings(Duration.ofDays(7), Duration.ZERO, "CHRONOS test"),
        ids,
        clock,
        new ClaimTarget(locks, shared, clock),
        threads,
        store,
        history,
        journal,
        new CarryState(catalog, history, journal, restoreLog, restoreJournal, stateFormat, clock),
        tellCatalog,
        running);
  }

  public SettleDeadRuns settleDeadRuns() {
    return new SettleDeadRuns(journal, store, targets, leases, processes, clock, tellCatalog);
  }

  public RecallState recallState() {
    return new RecallState(
        store, stateFormat, catalog, new TellRestoreLog(restoreLog, restoreJournal));
  }

  public ReconcileCatalog reconcileCatalog() {
    return reconcileCatalog(new TellRestoreLog(restoreLog, restoreJournal));
  }

  /** One that tells another log. */
  public ReconcileCatalog reconcileCatalog(TellRestoreLog restores) {
    return new ReconcileCatalog(
        catalog,
        journal,
        store,
        new RecallState(store, stateFormat, catalog, restores),
        ids,
        clock,
        restores);
  }

  /** The state that a backup carries. */
  public OwnState stateIn(Backup backup) throws IOException {
    try (InputStream plain = store.open(backup.id(), OwnState.ARTIFACT).plain()) {
      return stateFormat.read(plain.readAllBytes());
    }
  }

  /** Starts a job and waits for its end. */
  public Backup take(BackupRequest request) throws Exception {
    return end(start(request));
  }

  public BackupJob start(BackupRequest request) {
    if (takeBackup.accept(request) instanceof Acceptance.Accepted accepted) {
      return accepted.job();
    }
    throw new AssertionError("Not accepted: " + request);
  }

  public static Backup end(BackupJob job) throws Exception {
    return job.end().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
