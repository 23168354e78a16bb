package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.ProcessLock;
import java.util.List;

/** Notes about a job that this process has: its own, or one that another left behind. */
final class OwnNotes<N> implements AutoCloseable {
  private final NoteFile<N> file;
  private final ProcessLock lock;
  private final List<N> found;

  /**
   * Takes over file and lock.
   *
   * @param found what was noted before
   */
  OwnNotes(NoteFile<N> file, ProcessLock lock, List<N> found) {
    this.file = file;
    this.lock = lock;
    this.found = found;
  }

  /** What was noted before this process had the job. */
  List<N> found() {
    return found;
  }

  /** Notes that durably. */
  void add(N note) {
    file.append(note);
  }

  /** Gives the job up. */
  @Override
  public void close() {
    lock.close();
  }
}
