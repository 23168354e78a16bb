package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run: every component into staging, then the manifest, then the name everybody sees; the
 * target's hooks around each and around the whole.
 */
final class RunBackup {
  private static final System.Logger LOG = System.getLogger(RunBackup.class.getName());

  private final ArtifactStore store;
  private final CarryState state;
  private final Clock clock;
  private final String writtenBy;

  RunBackup(ArtifactStore store, CarryState state, Clock clock, String writtenBy) {
    this.store = store;
    this.state = state;
    this.clock = clock;
    this.writtenBy = writtenBy;
  }

  /** Runs to the end, whatever it is, and notes it in the journal. Does not throw. */
  Backup run(BackupJob job, ProtectedTarget target, Claim claim, RunJournal.Run journal) {
    RunHooks hooks = new RunHooks(job, target.hooks(), journal::started);
    Backup end = toTheEnd(job, target, claim, journal, hooks);
    // Before the end is noted: a hook that outlives this process is ended as that of a dead run.
    hooks.afterBackup(end);
    try {
      journal.ended(end);
    } catch (ChronosException unnoted) {
      // The backup itself is whole or gone; only the note of it is lost, and a start settles that.
      LOG.log(System.Logger.Level.ERROR, "The end of " + end.id() + " could not be noted", unnoted);
    }
    return end;
  }

  private Backup toTheEnd(
      BackupJob job, ProtectedTarget target, Claim claim, RunJournal.Run journal, RunHooks hooks) {
    try {
      hooks.beforeBackup();
      return publish(job, target, claim, journal, hooks);
    } catch (ChronosException failure) {
      boolean stopped = Thread.currentThread().isInterrupted();
      LOG.log(System.Logger.Level.ERROR, "Backup " + job.id() + " failed", failure);
      return stopped
          ? unfinished(
              job, BackupState.INTERRUPTED, ErrorCode.BACKUP_INTERRUPTED, "The service was stopped")
          : unfinished(
              job, BackupState.FAILED, failure.code(), String.valueOf(failure.getMessage()));
    } catch (RuntimeException | Error bug) {
      LOG.log(
          System.Logger.Level.ERROR, "Backup " + job.id() + " failed by a mistake of ours", bug);
      return mistake(job, bug.toString());
    }
  }

  /** The end of a job that failed by a mistake of ours. */
  Backup mistake(BackupJob job, String what) {
    return unfinished(
        job, BackupState.FAILED, ErrorCode.INTERNAL_ERROR, "A mistake of ours: " + what);
  }

  private Backup publish(
      BackupJob job, ProtectedTarget target, Claim claim, RunJournal.Run journal, RunHooks hooks) {
    BackupOrder order = job.order();
    try (StagedBackup staged = store.stage(order)) {
      List<ComponentResult> results = new ArrayList<>();
      for (Component component : order.components()) {
        results.add(capture(component, job, target, staged, journal, hooks));
      }
      Artifact own = state.into(staged);
      requireHeld(claim, order);
      return staged.publish(
          new Manifest(
              Manifest.CURRENT_FORMAT,
              writtenBy,
              order,
              stateOf(results),
              clock.now(),
              results,
              List.of(own),
              Optional.empty()));
    }
  }

  private static void requireHeld(Claim claim, BackupOrder order) {
    switch (claim.standing()) {
      case HELD -> {}
      case LOST ->
          throw new ChronosException(
              ErrorCode.CLAIM_LOST,
              "The claim on target '%s' passed to another during the backup"
                  .formatted(order.target()));
      case UNKNOWN ->
          throw new ChronosException(
              ErrorCode.CLAIM_LOST,
              "Nothing answers whether the claim on target '%s' is still held"
                  .formatted(order.target()));
    }
  }

  private static ComponentResult capture(
      Component component,
      BackupJob job,
      ProtectedTarget target,
      StagedBackup staged,
      RunJournal.Run journal,
      RunHooks hooks) {
    job.board().begin(component);
    return target
        .source(component)
        .map(
            source ->
                hooks.around(
                    component,
                    () ->
                        source.capture(
                            new Capture(
                                job.id(), staged, target.codec(), job.board(), journal::started))))
        .orElseGet(() -> ComponentResult.notConfigured(component));
  }

  private static BackupState stateOf(List<ComponentResult> results) {
    boolean partial =
        results.stream().anyMatch(result -> result.state() == ComponentResult.State.PARTIAL);
    return partial ? BackupState.PARTIAL : BackupState.COMPLETED;
  }

  private Backup unfinished(BackupJob job, BackupState state, ErrorCode code, String problem) {
    return new Backup(
        job.order(), new Backup.Outcome.Unfinished(state, clock.now(), code, problem));
  }
}
