package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.List;

/** A run whose lock this process holds: its own, or one that another left behind. */
final class OwnedRun implements RunJournal.Run, RunJournal.DeadRun {
  private final OwnNotes<Event> notes;
  private final BackupOrder order;
  private final List<ChildIdentity> children;

  /**
   * Takes over the notes.
   *
   * @param children those that were left behind
   */
  OwnedRun(OwnNotes<Event> notes, BackupOrder order, List<ChildIdentity> children) {
    this.notes = notes;
    this.order = order;
    this.children = children;
  }

  @Override
  public BackupOrder order() {
    return order;
  }

  @Override
  public List<ChildIdentity> children() {
    return children;
  }

  @Override
  public void started(ChildIdentity child) {
    notes.add(new Event.Started(child));
  }

  @Override
  public void ended(Backup backup) {
    if (!backup.id().equals(order.id())) {
      throw new IllegalArgumentException(backup.id() + " is not how " + order.id() + " ended");
    }
    notes.add(new Event.Ended(backup.outcome()));
  }

  @Override
  public void close() {
    notes.close();
  }
}
