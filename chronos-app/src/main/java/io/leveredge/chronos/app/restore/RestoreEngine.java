package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.adapters.catalog.CatalogDataSource;
import io.leveredge.chronos.adapters.catalog.CatalogIdentity;
import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.history.ManifestHistory;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.manifest.JsonLinesState;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.FileBackupFacts;
import io.leveredge.chronos.adapters.fs.store.GuestBackupStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.wiring.ConfiguredTargets;
import io.leveredge.chronos.app.wiring.Version;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.restore.PlanRestore;
import io.leveredge.chronos.engine.restore.PlanTokens;
import io.leveredge.chronos.engine.restore.ResolveRestore;
import io.leveredge.chronos.engine.restore.RestoreBackup;
import io.leveredge.chronos.engine.restore.RestoreSettings;
import io.leveredge.chronos.engine.restore.RunningRestores;
import io.leveredge.chronos.engine.restore.SettleDeadRestores;
import io.leveredge.chronos.engine.restore.StartRestore;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The engine's use cases that a restore needs, over the adapters of this machine. */
final class RestoreEngine implements AutoCloseable {
  private final Clock clock;
  private final JobThreads threads;
  private final Disk disk;
  private final FileArtifactStore shelves;
  private final RestoreJournal journal;
  private final FileTargetClaims locks;
  private final Targets targets;
  private final BackupIds ids;
  private final Optional<CatalogDataSource> catalogDatabase;
  private final RestoreSettings settings;
  private final TellRestoreLog log;
  private final PlanRestore plans;
  private final RestoreBackup restores;

  /**
   * Puts them together; nothing is connected to, read or written before it is used.
   *
   * @param complete with the database of the embedded server, where that is the one
   * @param backup what is restored, wherever it lies
   */
  RestoreEngine(
      Settings complete,
      StoreSettings home,
      PublishedBackup backup,
      ChildProcesses processes,
      Clock clock) {
    this.clock = clock;
    threads = new JobThreads(clock);
    disk = home.disk();
    shelves = new FileArtifactStore(home);
    journal = new FileRestoreJournal(disk);
    ids = new BackupIds(clock, new SecureRandom());
    settings = new RestoreSettings(false, complete.queue(), complete.restores().undo());
    // Only asked to mark itself, so that its own schema is told from what is restored.
    catalogDatabase = complete.catalog().map(CatalogDataSource::create);
    targets =
        ConfiguredTargets.of(
            complete,
            processes,
            clock,
            () -> catalogDatabase.flatMap(source -> new CatalogIdentity(source).freshMark()));
    ArtifactStore store = new GuestBackupStore(shelves, backup);
    BackupFacts facts = factsOfNobody(complete);
    BackupCatalog catalog = NoCatalog.as(BackupCatalog.class);
    RunJournal runs = new FileRunJournal(disk);
    FindBackups history = new FindBackups(catalog, new ManifestHistory(shelves), runs);
    RestoreLog restoreLog = NoCatalog.as(RestoreLog.class);
    log = new TellRestoreLog(restoreLog, journal);
    locks = new FileTargetClaims(disk);
    ClaimTarget claims =
        new ClaimTarget(
            locks,
            (target, job) -> {
              throw NoCatalog.unavailable();
            },
            clock);
    TakeBackup takeBackup =
        new TakeBackup(
            targets,
            new BackupSettings(
                complete.keep(),
                complete.queue(),
                "CHRONOS " + Version.ofThisProgram().text() + ", before a restore"),
            ids,
            clock,
            claims,
            threads,
            store,
            history,
            runs,
            new CarryState(
                catalog, history, runs, restoreLog, journal, new JsonLinesState(), clock),
            new TellCatalog(catalog, runs),
            new RunningJobs());
    ResolveRestore resolve = new ResolveRestore(store, history, facts, targets);
    PlanTokens tokens = new PlanTokens(clock, new SecureRandom());
    plans = new PlanRestore(resolve, tokens, log, ids, clock);
    StartRestore start =
        new StartRestore(
            claims,
            threads,
            journal,
            log,
            new RunningRestores(),
            new UnsettledRestores(),
            takeBackup,
            facts,
            clock,
            settings);
    restores = new RestoreBackup(resolve, plans, tokens, start, ids, clock, settings);
  }

  /**
   * What was found out about the backup before is not asked, because every byte is read now, and of
   * a copy it may not be true. Nothing is written beside it either: these are the facts of a
   * directory that holds no backup.
   */
  private static BackupFacts factsOfNobody(Settings complete) {
    StoreSettings nobody = StoreSettings.of(complete.state().resolve("private").resolve("nobody"));
    return new FileBackupFacts(nobody.disk(), new FileArtifactStore(nobody));
  }

  PlanRestore plans() {
    return plans;
  }

  RestoreBackup restores() {
    return restores;
  }

  Targets targets() {
    return targets;
  }

  /** Where that backup lies, where it is on a shelf. */
  Optional<Path> directory(BackupId id) {
    return shelves.find(id).flatMap(Backup::published).map(it -> disk.at(it.directory()));
  }

  /**
   * What the service does at its start: restores whose process died are settled, and new ids come
   * after the known ones.
   */
  void begin() {
    // Nobody would try again: what cannot be settled now keeps nobody from the target.
    try (UnsettledRestores unsettled = new UnsettledRestores()) {
      new SettleDeadRestores(
              journal, targets, locks, unsettled, (target, job) -> {}, log, clock, settings)
          .settle();
    }
    shelves.published().stream().findFirst().map(Backup::id).ifPresent(ids::neverBelow);
  }

  /** Interrupts what runs, and waits until it has cleaned up. */
  void stop(Duration atMost) throws InterruptedException {
    threads.shutDown(Duration.ZERO, atMost);
  }

  @Override
  public void close() {
    catalogDatabase.ifPresent(CatalogDataSource::close);
  }
}
