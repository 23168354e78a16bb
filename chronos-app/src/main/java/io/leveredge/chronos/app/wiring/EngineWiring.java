package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.catalog.CatalogDataSource;
import io.leveredge.chronos.adapters.catalog.CatalogFactory;
import io.leveredge.chronos.adapters.catalog.LeasedTargetClaims;
import io.leveredge.chronos.adapters.catalog.PostgresBackupCatalog;
import io.leveredge.chronos.adapters.catalog.PostgresRestoreLog;
import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.history.ManifestHistory;
import io.leveredge.chronos.adapters.fs.manifest.JsonLinesState;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.health.ReportHealth;
import io.leveredge.chronos.engine.history.DeleteBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.history.ListLegacy;
import io.leveredge.chronos.engine.history.ShowFacts;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.CheckCatalog;
import io.leveredge.chronos.engine.recovery.RebuildCatalog;
import io.leveredge.chronos.engine.recovery.ReconcileCatalog;
import io.leveredge.chronos.engine.recovery.SettleDeadRuns;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.restore.NeededByRestores;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The use cases, over the adapters of this service. */
@Factory
final class EngineWiring {

  @Singleton
  BackupIds ids(Clock clock) {
    return new BackupIds(clock, new SecureRandom());
  }

  @Singleton
  RunningJobs running() {
    return new RunningJobs();
  }

  @Singleton
  LeasedTargetClaims leases(
      @Named(CatalogFactory.NAME) CatalogDataSource source, Clock clock, Settings settings) {
    return new LeasedTargetClaims(source, clock, settings.lease());
  }

  @Singleton
  FindBackups history(
      PostgresBackupCatalog catalog, ManifestHistory manifests, RunJournal journal) {
    return new FindBackups(catalog, manifests, journal);
  }

  @Singleton
  TellCatalog tellCatalog(PostgresBackupCatalog catalog, RunJournal journal) {
    return new TellCatalog(catalog, journal);
  }

  @Singleton
  TellRestoreLog tellRestoreLog(PostgresRestoreLog log, RestoreJournal journal) {
    return new TellRestoreLog(log, journal);
  }

  @Singleton
  CarryState state(
      PostgresBackupCatalog catalog,
      FindBackups history,
      RunJournal journal,
      PostgresRestoreLog restores,
      RestoreJournal restoreJournal,
      Clock clock) {
    return new CarryState(
        catalog, history, journal, restores, restoreJournal, new JsonLinesState(), clock);
  }

  @Singleton
  ClaimTarget claims(FileTargetClaims locks, LeasedTargetClaims leases, Clock clock) {
    return new ClaimTarget(locks, leases, clock);
  }

  @Singleton
  JobThreads threads(Clock clock) {
    return new JobThreads(clock);
  }

  @Singleton
  TakeBackup takeBackup(
      Settings settings,
      Version version,
      Targets targets,
      BackupIds ids,
      Clock clock,
      ClaimTarget claims,
      JobThreads threads,
      ArtifactStore store,
      FindBackups history,
      RunJournal journal,
      CarryState state,
      TellCatalog catalog,
      RunningJobs running) {
    return new TakeBackup(
        targets,
        new BackupSettings(settings.keep(), settings.queue(), "CHRONOS " + version.text()),
        ids,
        clock,
        claims,
        threads,
        store,
        history,
        journal,
        state,
        catalog,
        running);
  }

  @Singleton
  CheckCatalog checkCatalog(PostgresBackupCatalog catalog, ArtifactStore store) {
    return new CheckCatalog(catalog, store);
  }

  @Singleton
  RebuildCatalog rebuildCatalog(
      PostgresBackupCatalog catalog,
      ArtifactStore store,
      RecallState state,
      ReconcileCatalog reconcile) {
    return new RebuildCatalog(catalog, store, state, reconcile);
  }

  @Singleton
  RecallState recallState(
      ArtifactStore store, PostgresBackupCatalog catalog, TellRestoreLog restores) {
    return new RecallState(store, new JsonLinesState(), catalog, restores);
  }

  @Singleton
  VerifyBackup verifyBackup(
      ArtifactStore store, BackupFacts facts, PostgresBackupCatalog catalog, Clock clock) {
    return new VerifyBackup(store, facts, catalog, clock);
  }

  @Singleton
  DeleteBackup deleteBackup(
      ArtifactStore store,
      BackupFacts facts,
      PostgresBackupCatalog catalog,
      NeededByRestores restores,
      Clock clock) {
    return new DeleteBackup(store, facts, catalog, restores, clock);
  }

  @Singleton
  ListLegacy listLegacy(ArtifactStore store) {
    return new ListLegacy(store);
  }

  @Singleton
  ShowFacts showFacts(BackupFacts facts) {
    return new ShowFacts(facts);
  }

  @Singleton
  SettleDeadRuns settleDeadRuns(
      RunJournal journal,
      ArtifactStore store,
      Targets targets,
      LeasedTargetClaims leases,
      ChildProcesses processes,
      Clock clock,
      TellCatalog catalog) {
    return new SettleDeadRuns(journal, store, targets, leases, processes, clock, catalog);
  }

  @Singleton
  ReconcileCatalog reconcileCatalog(
      PostgresBackupCatalog catalog,
      RunJournal journal,
      ArtifactStore store,
      RecallState state,
      BackupIds ids,
      Clock clock,
      TellRestoreLog restores) {
    return new ReconcileCatalog(catalog, journal, store, state, ids, clock, restores);
  }

  @Singleton
  ReportHealth reportHealth(
      ArtifactStore store,
      PostgresBackupCatalog catalog,
      FindBackups history,
      Targets targets,
      UnsettledRestores unsettled,
      Clock clock) {
    return new ReportHealth(store, catalog, history, targets, unsettled, clock);
  }
}
