package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;

/** Claims a target for a restore, notes it, and sees it to its end in a thread of its own. */
public final class StartRestore {
  private static final System.Logger LOG = System.getLogger(StartRestore.class.getName());

  private final ClaimTarget claims;
  private final JobThreads threads;
  private final RestoreJournal journal;
  private final TellRestoreLog log;
  private final RunningRestores running;
  private final UnsettledRestores unsettled;
  private final RunRestore run;
  private final Clock clock;
  private final Duration queue;

  public StartRestore(
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
    this.claims = claims;
    this.threads = threads;
    this.journal = journal;
    this.log = log;
    this.running = running;
    this.unsettled = unsettled;
    this.run =
        new RunRestore(
            new CheckNeededBytes(facts, clock),
            new TakeSafetyBackup(takeBackup),
            clock,
            settings.undo());
    this.clock = clock;
    this.queue = settings.queue();
  }

  /**
   * Starts it, or says who has the target.
   *
   * @param stillWanted run once the target is claimed, so that no other restore of it is under way;
   *     where it throws, nothing is started
   */
  RestoreAcceptance start(RestoreOrder order, RestoreTask task, Runnable stillWanted) {
    threads.requireOpen();
    BackupId job = order.id().job();
    return switch (claims.within(queue, order.target(), job)) {
      case Attempt.Busy(var other) -> new RestoreAcceptance.Busy(other);
      case Attempt.Granted(Claim claim) -> {
        boolean started = false;
        try {
          stillWanted.run();
          RestoreJob accepted = new RestoreJob(order, new JobProgress(clock));
          threads.start(
              "restore-" + job,
              () -> begin(accepted),
              noted -> toTheEnd(accepted, task, claim, noted));
          started = true;
          yield new RestoreAcceptance.Accepted(accepted);
        } finally {
          if (!started) {
            claim.close();
          }
        }
      }
    };
  }

  private RestoreJournal.Run begin(RestoreJob job) {
    RestoreJournal.Run noted = journal.begin(job.order());
    running.add(job);
    return noted;
  }

  private void toTheEnd(RestoreJob job, RestoreTask task, Claim claim, RestoreJournal.Run noted) {
    Restore end =
        Restore.ended(
            job.order(),
            RestoreState.FAILED,
            clock.now(),
            ErrorCode.INTERNAL_ERROR,
            "The job ended without a word");
    try {
      boolean over = true;
      try (noted) {
        log.begun(Restore.running(job.order()));
        end = run.run(job, task, claim, noted);
        over = !RunRestore.isUnsettled(end);
        if (!over) {
          // Before its note is given up, for whoever finds that looks here for the claim.
          unsettled.leave(end, claim);
        }
      } finally {
        if (over) {
          claim.close();
        }
      }
      // An interrupt has done its work by now, and would fail what is left to do.
      Thread.interrupted();
      log.ended(end);
    } catch (ChronosException later) {
      LOG.log(
          System.Logger.Level.WARNING,
          "After restore {0} something is left to do: {1}",
          job.id(),
          later.getMessage());
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "Restore " + job.id() + " ended by a mistake", bug);
    } finally {
      running.remove(job);
      job.complete(end);
    }
  }
}
