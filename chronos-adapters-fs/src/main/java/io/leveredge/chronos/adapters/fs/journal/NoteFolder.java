package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.ProcessLock;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A folder of notes about jobs: a file for each, named by its id, and one file {@code .lock} of
 * which every open job holds one byte, at a place computed from its id. So nothing has to be
 * cleared away when a process dies, and no lock file is ever removed while somebody else locks it.
 */
final class NoteFolder<N> {
  private static final String ASIDE = ".told";

  private final Disk disk;
  private final Path folder;
  private final String suffix;
  private final NoteFormat<N> format;

  /**
   * That folder of the backup directory; nothing is made before the first job.
   *
   * @param suffix of the files' names
   */
  NoteFolder(Disk disk, String name, String suffix, NoteFormat<N> format) {
    this.disk = disk;
    this.suffix = suffix;
    this.format = format;
    folder = disk.at(name);
  }

  /** Notes durably that a job begins; from now on it is this process's own. */
  OwnNotes<N> begin(BackupId id, N first) {
    disk.privateFolder(folder);
    NoteFile<N> file = file(id);
    if (file.exists()) {
      throw new IllegalStateException(id + " began before");
    }
    ProcessLock lock =
        tryLock(id).orElseThrow(() -> new IllegalStateException(id + " is somebody's job"));
    try {
      file.create(first);
      return new OwnNotes<>(file, lock, List.of());
    } catch (RuntimeException failure) {
      abandon(file, failure);
      lock.close();
      throw failure;
    }
  }

  private void abandon(NoteFile<N> file, RuntimeException failure) {
    try {
      file.remove();
    } catch (ChronosException second) {
      failure.addSuppressed(second);
    }
  }

  /**
   * Takes over the jobs whose process is gone, oldest first; safe to ask while others run.
   *
   * @param unsettled whether those notes are of a job that somebody has to end
   */
  List<OwnNotes<N>> takeDead(Predicate<List<N>> unsettled) {
    List<OwnNotes<N>> dead = new ArrayList<>();
    try {
      for (BackupId id : ids()) {
        tryLock(id).flatMap(lock -> takeDead(id, lock, unsettled)).ifPresent(dead::add);
      }
      return dead;
    } catch (RuntimeException failure) {
      dead.forEach(OwnNotes::close);
      throw failure;
    }
  }

  /** The job if it is unsettled; otherwise the lock is given back. */
  private Optional<OwnNotes<N>> takeDead(
      BackupId id, ProcessLock lock, Predicate<List<N>> unsettled) {
    boolean kept = false;
    try {
      NoteFile<N> file = file(id);
      // Under the lock: its owner may have noted the end just now.
      Optional<List<N>> notes = file.read();
      if (notes.isEmpty()) {
        file.remove(); // It died before its beginning was noted, or was forgotten just now.
      }
      Optional<OwnNotes<N>> taken =
          notes.filter(unsettled).map(found -> new OwnNotes<>(file, lock, found));
      kept = taken.isPresent();
      return taken;
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  /** The notes about each job, oldest first. */
  List<List<N>> all() {
    return all(suffix);
  }

  /** The notes about each job that was put aside, oldest first. */
  List<List<N>> aside() {
    return all(suffix + ASIDE);
  }

  private List<List<N>> all(String ending) {
    return ids(ending).stream()
        .map(id -> new NoteFile<>(disk, folder, id + ending, format).read())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Puts the notes about a job aside where they are like that; idempotent. */
  void putAside(BackupId id, Predicate<List<N>> settled) {
    NoteFile<N> file = file(id);
    if (file.read().filter(settled).isPresent()) {
      file.rename(id + suffix + ASIDE);
    }
  }

  /** Removes what was put aside about jobs that began before. */
  void removeAside(Instant before) {
    for (BackupId id : ids(suffix + ASIDE)) {
      if (id.instant().isBefore(before)) {
        new NoteFile<>(disk, folder, id + suffix + ASIDE, format).remove();
      }
    }
  }

  /** Removes the notes about a job where they are like that; idempotent. */
  void forget(BackupId id, Predicate<List<N>> settled) {
    NoteFile<N> file = file(id);
    if (file.read().filter(settled).isPresent()) {
      file.remove();
    }
  }

  /** The ids of all jobs there are notes about, oldest first. */
  private List<BackupId> ids() {
    return ids(suffix);
  }

  private List<BackupId> ids(String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<BackupId> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        BackupId.parse(name.substring(0, name.length() - ending.length())).ifPresent(ids::add);
      }
    } catch (DirectoryIteratorException e) {
      throw disk.failure("cannot be listed", folder, Objects.requireNonNull(e.getCause(), "cause"));
    } catch (IOException e) {
      throw disk.failure("cannot be listed", folder, e);
    }
    ids.sort(null);
    return ids;
  }

  private NoteFile<N> file(BackupId id) {
    return new NoteFile<>(disk, folder, id + suffix, format);
  }

  private Optional<ProcessLock> tryLock(BackupId id) {
    Path locks = folder.resolve(".lock");
    try {
      return ProcessLock.tryTake(locks, place(id));
    } catch (IOException e) {
      throw disk.failure("cannot be locked", locks, e);
    }
  }

  /** 60 bits of a digest: two ids of which both jobs are open do not meet there. */
  private static long place(BackupId id) {
    byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
    return Long.parseLong(Sha256.of(bytes).hex().substring(0, 15), 16);
  }
}
