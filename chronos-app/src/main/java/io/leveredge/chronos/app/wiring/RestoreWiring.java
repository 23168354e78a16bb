package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.catalog.LeasedTargetClaims;
import io.leveredge.chronos.adapters.catalog.PostgresRestoreLog;
import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.restore.DrillBackup;
import io.leveredge.chronos.engine.restore.ForgetReplaced;
import io.leveredge.chronos.engine.restore.NeededByRestores;
import io.leveredge.chronos.engine.restore.PlanRestore;
import io.leveredge.chronos.engine.restore.PlanTokens;
import io.leveredge.chronos.engine.restore.ResolveRestore;
import io.leveredge.chronos.engine.restore.RestoreBackup;
import io.leveredge.chronos.engine.restore.RestoreSettings;
import io.leveredge.chronos.engine.restore.RunningRestores;
import io.leveredge.chronos.engine.restore.SettleDeadRestores;
import io.leveredge.chronos.engine.restore.ShowRestores;
import io.leveredge.chronos.engine.restore.StartRestore;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.restore.UndoRestore;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.system.Clock;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The use cases that put things back. */
@Factory
final class RestoreWiring {

  @Singleton
  RestoreSettings restoreSettings(Settings settings) {
    return new RestoreSettings(
        settings.restores().planRequired(), settings.queue(), settings.restores().undo());
  }

  @Singleton
  RunningRestores runningRestores() {
    return new RunningRestores();
  }

  @Singleton
  UnsettledRestores unsettledRestores() {
    return new UnsettledRestores();
  }

  @Singleton
  NeededByRestores neededByRestores(RunningRestores running, PostgresRestoreLog log, Clock clock) {
    return new NeededByRestores(running, log, clock);
  }

  @Singleton
  ResolveRestore resolveRestore(
      ArtifactStore store, FindBackups history, BackupFacts facts, Targets targets) {
    return new ResolveRestore(store, history, facts, targets);
  }

  @Singleton
  PlanTokens planTokens(Clock clock) {
    return new PlanTokens(clock, new SecureRandom());
  }

  @Singleton
  PlanRestore planRestore(
      ResolveRestore resolve, PlanTokens tokens, TellRestoreLog log, BackupIds ids, Clock clock) {
    return new PlanRestore(resolve, tokens, log, ids, clock);
  }

  @Singleton
  StartRestore startRestore(
      ClaimTarget claims,
      JobThreads threads,
      RestoreJournal journal,
      TellRestoreLog log,
      RunningRestores running,
      UnsettledRestores unsettled,
      TakeBackup takeBackup,
      BackupFacts facts,
      Clock clock,
      RestoreSettings settings) {
    return new StartRestore(
        claims, threads, journal, log, running, unsettled, takeBackup, facts, clock, settings);
  }

  @Singleton
  RestoreBackup restoreBackup(
      ResolveRestore resolve,
      PlanRestore plans,
      PlanTokens tokens,
      StartRestore start,
      BackupIds ids,
      Clock clock,
      RestoreSettings settings) {
    return new RestoreBackup(resolve, plans, tokens, start, ids, clock, settings);
  }

  @Singleton
  ShowRestores showRestores(
      PostgresRestoreLog log, RestoreJournal journal, RunningRestores running) {
    return new ShowRestores(log, journal, running);
  }

  @Singleton
  UndoRestore undoRestore(
      ShowRestores restores,
      ArtifactStore store,
      Targets targets,
      StartRestore start,
      TellRestoreLog log,
      BackupIds ids,
      Clock clock) {
    return new UndoRestore(restores, store, targets, start, log, ids, clock);
  }

  @Singleton
  ForgetReplaced forgetReplaced(
      PostgresRestoreLog log, Targets targets, ClaimTarget claims, BackupIds ids, Clock clock) {
    return new ForgetReplaced(log, targets, claims, ids, clock);
  }

  @Singleton
  SettleDeadRestores settleDeadRestores(
      RestoreJournal journal,
      Targets targets,
      FileTargetClaims locks,
      UnsettledRestores unsettled,
      LeasedTargetClaims leases,
      TellRestoreLog log,
      Clock clock,
      RestoreSettings settings) {
    return new SettleDeadRestores(journal, targets, locks, unsettled, leases, log, clock, settings);
  }

  @Singleton
  DrillBackup drillBackup(
      ArtifactStore store,
      VerifyBackup verify,
      BackupFacts facts,
      Targets targets,
      BackupIds ids,
      Clock clock) {
    return new DrillBackup(store, verify, facts, targets, ids, clock);
  }
}
