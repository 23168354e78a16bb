package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The jobs of this process that have not ended. */
public final class RunningJobs {
  private final Map<BackupId, BackupJob> jobs = new ConcurrentSkipListMap<>();

  public Optional<BackupJob> find(BackupId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** All of them, the oldest first. */
  public List<BackupJob> all() {
    return List.copyOf(jobs.values());
  }

  void add(BackupJob job) {
    jobs.put(job.id(), job);
  }

  void remove(BackupJob job) {
    jobs.remove(job.id());
  }
}
