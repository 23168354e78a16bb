package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes a backup on demand: decides, claims the target, and starts the job. */
public final class TakeBackup {
  private final Targets targets;
  private final BackupSettings settings;
  private final BackupIds ids;
  private final Clock clock;
  private final ClaimTarget claims;
  private final JobThreads threads;
  private final SpaceCheck space;
  private final RepeatedRequests repeated;
  private final JobRunner runner;

  public TakeBackup(
      Targets targets,
      BackupSettings settings,
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
    this.targets = targets;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
    this.claims = claims;
    this.threads = threads;
    this.space = new SpaceCheck(store, history);
    this.repeated = new RepeatedRequests(running, history);
    this.runner =
        new JobRunner(
            new RunBackup(store, state, clock, settings.writtenBy()),
            threads,
            journal,
            catalog,
            running);
  }

  /**
   * Starts a job for the request, or says why there is none. Waits for a busy target as long as the
   * settings allow, and for nothing else.
   *
   * @throws ChronosException where the request cannot be met; then nothing was started
   */
  public Acceptance accept(BackupRequest request) {
    Targets.Resolved resolved = targets.resolve(request.target());
    Set<Component> components = BackupPlan.components(request, resolved.target());
    return repeated.onlyOnce(request, resolved.match(), () -> start(request, resolved, components));
  }

  /**
   * Takes a backup to its end in this thread, of a target that the caller has claimed and keeps.
   *
   * @param progress of the backup
   * @throws ChronosException where it was not begun
   */
  public Backup underClaim(
      Claim held, ProtectedTarget target, BackupRequest request, JobProgress progress) {
    Set<Component> components = BackupPlan.components(request, target);
    space.require(target, components);
    Targets.Resolved resolved = new Targets.Resolved(target, Targets.Match.NAMED);
    BackupId id = ids.next();
    return runner.runHere(
        new BackupJob(order(id, request, resolved, components), progress), target, held);
  }

  private Acceptance start(
      BackupRequest request, Targets.Resolved resolved, Set<Component> components) {
    threads.requireOpen();
    ProtectedTarget target = resolved.target();
    BackupId id = ids.next();
    return switch (claims.within(settings.queue(), target.name(), id)) {
      case Attempt.Busy(var job) -> new Acceptance.Busy(job);
      case Attempt.Granted(Claim claim) -> {
        boolean started = false;
        try {
          space.require(target, components);
          BackupJob job =
              runner.start(
                  new BackupJob(order(id, request, resolved, components), new JobProgress(clock)),
                  target,
                  claim);
          started = true;
          yield new Acceptance.Accepted(job, resolved.match(), false);
        } finally {
          if (!started) {
            claim.close();
          }
        }
      }
    };
  }

  private BackupOrder order(
      BackupId id, BackupRequest request, Targets.Resolved resolved, Set<Component> components) {
    Instant now = clock.now();
    return new BackupOrder(
        id,
        request.type(),
        request.tier(),
        resolved.target().name(),
        components,
        labels(request, resolved.match()),
        request.reason(),
        request.requestedBy(),
        now,
        now.plus(request.keep().orElse(settings.keep())),
        request.idempotency());
  }

  /** A caller's own word for the only target there is finds the backup again. */
  private static List<String> labels(BackupRequest request, Targets.Match match) {
    return switch (match) {
      case UNASKED, NAMED -> request.labels();
      case UNMATCHED ->
          Stream.concat(request.labels().stream(), request.target().stream()).toList();
    };
  }
}
