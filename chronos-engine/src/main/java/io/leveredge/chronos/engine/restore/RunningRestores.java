package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.restore.RestoreId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The restores of this process that have not ended. */
public final class RunningRestores {
  private final Map<RestoreId, RestoreJob> jobs = new ConcurrentSkipListMap<>();

  public Optional<RestoreJob> find(RestoreId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** All of them, the oldest first. */
  public List<RestoreJob> all() {
    return List.copyOf(jobs.values());
  }

  void add(RestoreJob job) {
    jobs.put(job.id(), job);
  }

  void remove(RestoreJob job) {
    jobs.remove(job.id());
  }
}
