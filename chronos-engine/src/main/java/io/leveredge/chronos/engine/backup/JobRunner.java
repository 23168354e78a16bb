package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;

/** Sees each job to its end, whatever that is. */
final class JobRunner {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  private final RunBackup run;
  private final JobThreads threads;
  private final RunJournal journal;
  private final TellCatalog catalog;
  private final RunningJobs running;

  JobRunner(
      RunBackup run,
      JobThreads threads,
      RunJournal journal,
      TellCatalog catalog,
      RunningJobs running) {
    this.run = run;
    this.threads = threads;
    this.journal = journal;
    this.catalog = catalog;
    this.running = running;
  }

  /** Notes the job and starts it; from now on the claim is the job's to close. */
  BackupJob start(BackupJob job, ProtectedTarget target, Claim claim) {
    threads.start(
        "backup-" + job.id(),
        () -> begin(job),
        noted -> toTheEnd(job, target, claim, noted, claim::close));
    return job;
  }

  /** Notes the job and runs it in this thread; the claim stays the caller's. */
  Backup runHere(BackupJob job, ProtectedTarget target, Claim held) {
    return toTheEnd(job, target, held, begin(job), () -> {});
  }

  private RunJournal.Run begin(BackupJob job) {
    RunJournal.Run noted = journal.begin(job.order());
    running.add(job);
    return noted;
  }

  private Backup toTheEnd(
      BackupJob job,
      ProtectedTarget target,
      Claim claim,
      RunJournal.Run noted,
      Runnable givingUpTheClaim) {
    Backup end = run.mistake(job, "the job ended without a word");
    boolean stopped = false;
    try {
      try (noted) {
        catalog.begun(Backup.running(job.order()));
        end = run.run(job, target, claim, noted);
      } finally {
        givingUpTheClaim.run(); // Before whoever waits for the job is told, and asks for the next.
      }
      // An interrupt has done its work by now, and would fail what is left to do.
      stopped = Thread.interrupted();
      catalog.ended(end);
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "The job of " + job.id() + " ended by a mistake", bug);
    } finally {
      running.remove(job);
      job.complete(end);
      if (stopped) {
        Thread.currentThread().interrupt(); // For a job that this one was a part of.
      }
    }
    return end;
  }
}
