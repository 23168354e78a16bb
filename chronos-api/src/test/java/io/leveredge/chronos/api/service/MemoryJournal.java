package io.leveredge.chronos.api.service;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A journal in memory, of a process that never dies. */
final class MemoryJournal implements RunJournal {
  private final Map<BackupId, Backup> ends = new ConcurrentSkipListMap<>();

  @Override
  public Run begin(BackupOrder order) {
    return new Run() {
      @Override
      public void started(ChildIdentity child) {}

      @Override
      public void ended(Backup backup) {
        ends.put(backup.id(), backup);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<DeadRun> dead() {
    return List.of();
  }

  @Override
  public List<Backup> untold() {
    return List.copyOf(ends.values());
  }

  @Override
  public void told(BackupId id) {
    ends.remove(id);
  }
}
