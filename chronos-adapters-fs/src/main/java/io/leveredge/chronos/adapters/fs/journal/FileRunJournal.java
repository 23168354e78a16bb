package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.ProcessLock;
import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.catalog.RunJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The journal in {@code .runs} of the backup directory: {@code <id>.jsonl} for each run, and one
 * file {@code .lock} of which every open run holds one byte, at a place computed from its id. So
 * nothing has to be cleared away when a process dies, and no lock file is ever removed while
 * somebody else locks it.
 */
public final class FileRunJournal implements RunJournal {
  private static final String SUFFIX = ".jsonl";

  private final Disk disk;
  private final Path folder;

  /** The journal of that backup directory; nothing is made before the first run. */
  public FileRunJournal(Disk disk) {
    this.disk = disk;
    folder = disk.at(".runs");
  }

  @Override
  public Run begin(BackupOrder order) {
    disk.privateFolder(folder);
    RunFile file = file(order.id());
    if (file.exists()) {
      throw new IllegalStateException("The run " + order.id() + " began before");
    }
    ProcessLock lock =
        tryLock(order.id())
            .orElseThrow(() -> new IllegalStateException(order.id() + " is somebody's run"));
    try {
      file.create(new Event.Begun(order));
      return new OwnedRun(file, lock, order, List.of());
    } catch (RuntimeException failure) {
      abandon(file, failure);
      lock.close();
      throw failure;
    }
  }

  private static void abandon(RunFile file, RuntimeException failure) {
    try {
      file.remove();
    } catch (ChronosException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public List<DeadRun> dead() {
    List<DeadRun> dead = new ArrayList<>();
    try {
      for (BackupId id : ids()) {
        tryLock(id).flatMap(lock -> deadRun(id, lock)).ifPresent(dead::add);
      }
      return dead;
    } catch (RuntimeException failure) {
      dead.forEach(DeadRun::close);
      throw failure;
    }
  }

  /** The run if it has no end; otherwise the lock is given back. */
  private Optional<DeadRun> deadRun(BackupId id, ProcessLock lock) {
    boolean kept = false;
    try {
      RunFile file = file(id);
      RunNotes notes = file.read(); // Under the lock: its owner may have noted the end just now.
      if (notes.isEmpty()) {
        file.remove(); // It died before its beginning was noted, or was forgotten just now.
      }
      if (notes.order().isEmpty() || notes.outcome().isPresent()) {
        return Optional.empty();
      }
      kept = true;
      return Optional.of(new OwnedRun(file, lock, notes.order().get(), notes.children()));
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  @Override
  public List<Backup> untold() {
    return ids().stream().map(id -> file(id).read().ended()).flatMap(Optional::stream).toList();
  }

  /** A run without an end is kept: it could not be told. */
  @Override
  public void told(BackupId id) {
    RunFile file = file(id);
    if (file.read().outcome().isPresent()) {
      file.remove();
    }
  }

  /** The ids of all runs there are notes about, oldest first. */
  private List<BackupId> ids() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<BackupId> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        BackupId.parse(name.substring(0, name.length() - SUFFIX.length())).ifPresent(ids::add);
      }
    } catch (DirectoryIteratorException e) {
      throw disk.failure("cannot be listed", folder, Objects.requireNonNull(e.getCause(), "cause"));
    } catch (IOException e) {
      throw disk.failure("cannot be listed", folder, e);
    }
    ids.sort(null);
    return ids;
  }

  private RunFile file(BackupId id) {
    return new RunFile(disk, folder, id + SUFFIX);
  }

  private Optional<ProcessLock> tryLock(BackupId id) {
    Path locks = folder.resolve(".lock");
    try {
      return ProcessLock.tryTake(locks, place(id));
    } catch (IOException e) {
      throw disk.failure("cannot be locked", locks, e);
    }
  }

  /** 60 bits of a digest: two ids of which both runs are open do not meet there. */
  private static long place(BackupId id) {
    byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
    return Long.parseLong(Sha256.of(bytes).hex().substring(0, 15), 16);
  }
}
