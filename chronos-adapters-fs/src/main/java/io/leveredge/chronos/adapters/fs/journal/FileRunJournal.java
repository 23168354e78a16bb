package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.manifest.RunJson;
import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import java.util.List;
import java.util.Optional;

/** The journal in {@code .runs} of the backup directory: {@code <id>.jsonl} for each run. */
public final class FileRunJournal implements RunJournal {
  private final NoteFolder<Event> notes;

  /** The journal of that backup directory; nothing is made before the first run. */
  public FileRunJournal(Disk disk) {
    notes =
        new NoteFolder<>(disk, ".runs", ".jsonl", new NoteFormat<>(RunJson::write, RunJson::read));
  }

  @Override
  public Run begin(BackupOrder order) {
    return new OwnedRun(notes.begin(order.id(), new Event.Begun(order)), order, List.of());
  }

  @Override
  public List<DeadRun> dead() {
    return notes.takeDead(found -> RunNotes.of(found).dead()).stream()
        .<DeadRun>map(FileRunJournal::left)
        .toList();
  }

  private static OwnedRun left(OwnNotes<Event> taken) {
    RunNotes found = RunNotes.of(taken.found());
    return new OwnedRun(taken, found.order().orElseThrow(), found.children());
  }

  @Override
  public List<Backup> untold() {
    return notes.all().stream()
        .map(found -> RunNotes.of(found).ended())
        .flatMap(Optional::stream)
        .toList();
  }

  /** A run without an end is kept: it could not be told. */
  @Override
  public void told(BackupId id) {
    notes.forget(id, found -> RunNotes.of(found).outcome().isPresent());
  }
}
