package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.job.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A restore that is being done, apart from whoever asked for it: their leaving does not stop it.
 */
public final class RestoreJob {
  private final RestoreOrder order;
  private final JobProgress progress;
  private final CompletableFuture<Restore> end = new CompletableFuture<>();

  RestoreJob(RestoreOrder order, JobProgress progress) {
    this.order = order;
    this.progress = progress;
  }

  public RestoreId id() {
    return order.id();
  }

  public RestoreOrder order() {
    return order;
  }

  /** How far it is. */
  public Progress progress() {
    return progress.now();
  }

  /** Completes with the restore as it ended, well or not; never exceptionally. */
  public CompletionStage<Restore> end() {
    return end.minimalCompletionStage();
  }

  JobProgress board() {
    return progress;
  }

  void complete(Restore restore) {
    end.complete(restore);
  }
}
