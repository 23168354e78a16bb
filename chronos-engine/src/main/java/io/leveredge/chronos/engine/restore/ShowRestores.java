package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.List;
import java.util.Optional;

/**
 * The record of restores, by the log, and while that does not answer what this process and the
 * journal know.
 */
public final class ShowRestores {
  private final RestoreLog log;
  private final RestoreJournal journal;
  private final RunningRestores running;

  public ShowRestores(RestoreLog log, RestoreJournal journal, RunningRestores running) {
    this.log = log;
    this.journal = journal;
    this.running = running;
  }

  /** The restore with that id. */
  public Optional<Restore> find(RestoreId id) {
    return running
        .find(id)
        .map(job -> Restore.running(job.order()))
        .or(() -> journal.untold().stream().filter(it -> it.id().equals(id)).findFirst())
        .or(() -> log.find(id));
  }

  /** The job of a restore that runs in this process. */
  public Optional<RestoreJob> job(RestoreId id) {
    return running.find(id);
  }

  /**
   * The newest first, below the cursor.
   *
   * @param limit 1 to 1000
   */
  public List<Restore> list(Optional<RestoreId> before, int limit) {
    try {
      return log.list(before, limit);
    } catch (ChronosException unavailable) {
      if (unavailable.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw unavailable;
      }
      return java.util.stream.Stream.concat(
              running.all().stream().map(job -> Restore.running(job.order())),
              journal.untold().stream())
          .filter(it -> before.map(cursor -> it.id().compareTo(cursor) < 0).orElse(true))
          .sorted(java.util.Comparator.comparing(Restore::id).reversed())
          .limit(limit)
          .toList();
    }
  }
}
