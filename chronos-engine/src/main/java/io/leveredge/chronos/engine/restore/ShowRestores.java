package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The record of restores: by the log, by the journal for the ends that the log has not heard of,
 * and by this process for what runs in it.
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
    // The journal is asked before the log: an end that it gives up meanwhile is in the log by then.
    List<Restore> ends = journal.untold();
    Map<RestoreId, Restore> known = new TreeMap<>(Comparator.reverseOrder());
    running.all().forEach(job -> known.put(job.id(), Restore.running(job.order())));
    logged(before, limit).forEach(each -> known.put(each.id(), each));
    ends.forEach(each -> known.put(each.id(), each));
    return known.values().stream()
        .filter(each -> before.filter(cursor -> each.id().compareTo(cursor) >= 0).isEmpty())
        .limit(limit)
        .toList();
  }

  private List<Restore> logged(Optional<RestoreId> before, int limit) {
    try {
      return log.list(before, limit);
    } catch (ChronosException unavailable) {
      if (unavailable.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw unavailable;
      }
      return List.of();
    }
  }
}
