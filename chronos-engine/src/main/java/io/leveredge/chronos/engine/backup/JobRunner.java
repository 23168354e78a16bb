package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each job a thread of its own and sees it to its end. */
final class JobRunner {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  private final RunBackup run;
  private final Clock clock;
  private final RunJournal journal;
  private final TellCatalog catalog;
  private final RunningJobs running;
  private final Map<BackupJob, Thread> threads = new ConcurrentHashMap<>();
  private boolean open = true;

  JobRunner(
      RunBackup run, Clock clock, RunJournal journal, TellCatalog catalog, RunningJobs running) {
    this.run = run;
    this.clock = clock;
    this.journal = journal;
    this.catalog = catalog;
    this.running = running;
  }

  synchronized void requireOpen() {
    if (!open) {
      throw new ChronosException(ErrorCode.SHUTTING_DOWN, "The service is stopping");
    }
  }

  /** Notes the job and starts it; from now on the claim is the job's to close. */
  synchronized BackupJob start(BackupJob job, ProtectedTarget target, Claim claim) {
    requireOpen();
    RunJournal.Run noted = journal.begin(job.order());
    Thread thread = new Thread(() -> toTheEnd(job, target, claim, noted), "backup-" + job.id());
    running.add(job);
    threads.put(job, thread);
    thread.start();
    return job;
  }

  private void toTheEnd(BackupJob job, ProtectedTarget target, Claim claim, RunJournal.Run noted) {
    Backup end = run.mistake(job, "the job ended without a word");
    try {
      try (claim;
          noted) {
        catalog.begun(Backup.running(job.order()));
        end = run.run(job, target, claim, noted);
      }
      // An interrupt has done its work by now, and would fail what is left to do.
      Thread.interrupted();
      catalog.ended(end);
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "The job of " + job.id() + " ended by a mistake", bug);
    } finally {
      running.remove(job);
      threads.remove(job);
      job.complete(end);
    }
  }

  boolean shutDown(Duration patience, Duration cleaningUp) throws InterruptedException {
    synchronized (this) {
      open = false;
    }
    if (awaitAll(patience)) {
      return true;
    }
    threads.values().forEach(Thread::interrupt);
    return awaitAll(cleaningUp);
  }

  private boolean awaitAll(Duration atMost) throws InterruptedException {
    long deadline = clock.nanos() + atMost.toNanos();
    for (Thread thread : threads.values()) {
      long left = deadline - clock.nanos();
      if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
        return threads.isEmpty();
      }
    }
    return true;
  }
}
