package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.RunJournal;

/**
 * Tells the catalog what became of a run. A catalog that does not answer changes nothing about the
 * backup: the journal keeps the end until {@link ReconcileCatalog} can tell it.
 */
public final class TellCatalog {
  private static final System.Logger LOG = System.getLogger(TellCatalog.class.getName());

  private final BackupCatalog catalog;
  private final RunJournal journal;

  public TellCatalog(BackupCatalog catalog, RunJournal journal) {
    this.catalog = catalog;
    this.journal = journal;
  }

  /** That it has begun. */
  public void begun(Backup running) {
    attempt(running);
  }

  /** How it ended; noted in the journal before. */
  public void ended(Backup ended) {
    if (attempt(ended)) {
      journal.told(ended.id());
    }
  }

  private boolean attempt(Backup backup) {
    try {
      catalog.record(backup);
      return true;
    } catch (ChronosException unavailable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The catalog will hear later that backup {0} is {1}: {2}",
          backup.id(),
          backup.state().wire(),
          unavailable.getMessage());
      return false;
    }
  }
}
