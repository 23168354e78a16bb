package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about published backups since. Facts lie with their backup, are only ever
 * added, and go where it goes: into the trash, or along with a copy. Failures are {@code
 * ChronosException} with {@code STORAGE_FULL} or {@code STORAGE_FAILED}.
 */
public interface BackupFacts {

  /**
   * What is known of a backup, in the order in which it was added; nothing as long as nothing was.
   * Kinds that are unknown here are among it.
   *
   * @return empty where there is no such published backup
   */
  Optional<List<Fact>> of(BackupId id);

  /**
   * Adds a fact durably: when this returns, a power cut leaves it, and when it throws or the
   * process dies in it, what was added before is as it was. Several processes may add at once and
   * all are kept.
   *
   * @return whether there is such a published backup; where not, nothing was added
   */
  boolean add(BackupId id, Fact fact);
}
