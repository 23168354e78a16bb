package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.job.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A backup that is being made, apart from whoever asked for it: their leaving does not stop it. */
public final class BackupJob {
  private final BackupOrder order;
  private final JobProgress progress;
  private final CompletableFuture<Backup> end = new CompletableFuture<>();

  BackupJob(BackupOrder order, JobProgress progress) {
    this.order = order;
    this.progress = progress;
  }

  public BackupId id() {
    return order.id();
  }

  public BackupOrder order() {
    return order;
  }

  /** How far it is. */
  public Progress progress() {
    return progress.now();
  }

  /**
   * Completes with the backup as it ended, well or not; never exceptionally. What a caller does to
   * it does not reach the job.
   */
  public CompletionStage<Backup> end() {
    return end.minimalCompletionStage();
  }

  JobProgress board() {
    return progress;
  }

  void complete(Backup backup) {
    end.complete(backup);
  }
}
