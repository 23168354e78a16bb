package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.manifest.RestoreNoteJson;
import io.leveredge.chronos.adapters.fs.manifest.RestoreNoteJson.Note;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journal in {@code .restores} of the backup directory: {@code <id>.json} for each restore, a
 * JSON object a line. Once the log has heard of its end the file is called {@code <id>.json.told}.
 */
public final class FileRestoreJournal implements RestoreJournal {
  private static final Duration KEEP = Duration.ofDays(90);

  private final NoteFolder<Note> notes;

  /** The journal of that backup directory; nothing is made before the first restore. */
  public FileRestoreJournal(Disk disk) {
    notes =
        new NoteFolder<>(
            disk,
            ".restores",
            ".json",
            new NoteFormat<>(RestoreNoteJson::write, RestoreNoteJson::read));
  }

  @Override
  public Run begin(RestoreOrder order) {
    Restore running = Restore.running(order);
    return new OwnedRestore(
        notes.begin(order.id().job(), new Note.Now(running)), running, List.of());
  }

  @Override
  public List<DeadRun> dead() {
    return notes.takeDead(found -> RestoreNotes.of(found).dead()).stream()
        .<DeadRun>map(FileRestoreJournal::left)
        .toList();
  }

  private static OwnedRestore left(OwnNotes<Note> taken) {
    RestoreNotes found = RestoreNotes.of(taken.found());
    return new OwnedRestore(taken, found.latest().orElseThrow(), found.steps());
  }

  @Override
  public List<Restore> untold() {
    return ended(notes.all()).toList();
  }

  @Override
  public List<Restore> kept() {
    return Stream.concat(ended(notes.aside()), ended(notes.all()))
        .sorted(Comparator.comparing(Restore::id))
        .toList();
  }

  private static Stream<Restore> ended(List<List<Note>> all) {
    return all.stream().map(found -> RestoreNotes.of(found).ended()).flatMap(Optional::stream);
  }

  /** A restore without an end is kept: it could not be told. */
  @Override
  public void told(RestoreId id) {
    notes.putAside(id.job(), found -> RestoreNotes.of(found).ended().isPresent());
    notes.removeAside(id.job().instant().minus(KEEP));
  }
}
