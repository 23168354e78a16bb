package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several states tell together. They are added from the newest downwards, and of what two of
 * them tell the newer one's word counts.
 */
final class MergedStates {
  private final Map<BackupId, Backup> runs = new TreeMap<>();
  private final Map<BackupId, Deletion> deletions = new TreeMap<>();
  private final Map<RestoreId, Restore> restores = new TreeMap<>();

  /** Adds what an older one tells besides. */
  void add(OwnState older) {
    older.runs().forEach(run -> runs.putIfAbsent(run.id(), run));
    older.deletions().forEach(deletion -> deletions.putIfAbsent(deletion.id(), deletion));
    older.restores().forEach(restore -> restores.putIfAbsent(restore.id(), restore));
  }

  Collection<Backup> runs() {
    return runs.values();
  }

  Collection<Deletion> deletions() {
    return deletions.values();
  }

  Collection<Restore> restores() {
    return restores.values();
  }
}
