package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.manifest.RestoreNoteJson.Note;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lines about a restore add up to.
 *
 * @param latest the last that was noted of it; empty where no line that can be read has it
 */
record RestoreNotes(Optional<Restore> latest, List<Step> steps) {

  /** The restore that these notes are about. */
  static RestoreNotes of(List<Note> notes) {
    Optional<Restore> latest = Optional.empty();
    List<Step> steps = new ArrayList<>();
    for (Note note : notes) {
      switch (note) {
        case Note.Now(Restore restore) -> latest = Optional.of(restore);
        case Note.Next(Step step) -> steps.add(step);
      }
    }
    return new RestoreNotes(latest, List.copyOf(steps));
  }

  /** Whether it has no end. One of which nothing is known here is left to who knows it. */
  boolean dead() {
    return latest.filter(restore -> restore.state() == RestoreState.RUNNING).isPresent();
  }

  /** The restore as it ended, or empty where it did not. */
  Optional<Restore> ended() {
    return latest.filter(restore -> restore.state() != RestoreState.RUNNING);
  }
}
