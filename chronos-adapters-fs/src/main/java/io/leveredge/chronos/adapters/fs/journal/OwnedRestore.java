package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.manifest.RestoreNoteJson.Note;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal.Step;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.List;

/** A restore whose lock this process holds: its own, or one that another left behind. */
final class OwnedRestore implements RestoreJournal.Run, RestoreJournal.DeadRun {
  private final OwnNotes<Note> notes;
  private final Restore found;
  private final List<Step> steps;

  /**
   * Takes over the notes.
   *
   * @param found what was known of it at that time
   * @param steps those that were noted until then
   */
  OwnedRestore(OwnNotes<Note> notes, Restore found, List<Step> steps) {
    this.notes = notes;
    this.found = found;
    this.steps = steps;
  }

  @Override
  public Restore restore() {
    return found;
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public void soFar(Restore restore) {
    if (restore.state() != RestoreState.RUNNING) {
      throw new IllegalArgumentException(restore.id() + " is " + restore.state() + " and ended");
    }
    note(restore);
  }

  @Override
  public StepLog steps(Component component) {
    return step -> notes.add(new Note.Next(new Step(component, step)));
  }

  @Override
  public void ended(Restore restore) {
    if (restore.state() == RestoreState.RUNNING) {
      throw new IllegalArgumentException(restore.id() + " runs and has not ended");
    }
    note(restore);
  }

  private void note(Restore restore) {
    if (!restore.id().equals(found.id())) {
      throw new IllegalArgumentException(restore.id() + " is not " + found.id());
    }
    notes.add(new Note.Now(restore));
  }

  @Override
  public void close() {
    notes.close();
  }
}
