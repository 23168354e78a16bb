package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.storage.BackupFacts;
import java.util.List;
import java.util.Optional;

/** Says what was found out about a backup since it was made. */
public final class ShowFacts {
  private static final System.Logger LOG = System.getLogger(ShowFacts.class.getName());

  private final BackupFacts facts;

  public ShowFacts(BackupFacts facts) {
    this.facts = facts;
  }

  /**
   * The facts about a backup, the oldest first. What else is known of the backup is worth an answer
   * also while its directory cannot be read.
   *
   * @return empty where the directory does not hold that backup, or does not answer
   */
  public Optional<List<Fact>> of(BackupId id) {
    try {
      return facts.of(id);
    } catch (ChronosException unreadable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The facts about {0} cannot be read: {1}",
          id,
          unreadable.getMessage());
      return Optional.empty();
    }
  }
}
