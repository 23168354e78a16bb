package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.PatientLock;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Foreign;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Whole;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Withdrawn;
import io.leveredge.chronos.domain.backup.BackupId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes backups off their shelves. The manifest is withdrawn first: from then on there is no
 * backup, and what is left to do is found again by the withdrawn manifest and done by whoever
 * discards next. In {@code .trash} it lies with all its files, for a person to take back.
 */
final class Trash {
  /** Who holds this lock knows that no backup leaves its shelf meanwhile. */
  static final String LOCK = ".discard";

  private final Disk disk;
  private final StoreStep.Listener listener;

  Trash(Disk disk, StoreStep.Listener listener) {
    this.disk = disk;
    this.listener = listener;
  }

  /**
   * Discards every copy of that backup and finishes what was begun for others.
   *
   * @param entries what lies on the shelves once nobody else discards
   * @return whether there was one
   */
  boolean discard(BackupId id, Supplier<List<ShelfEntry>> entries) {
    return PatientLock.holding(disk, LOCK, () -> discardEach(id, entries.get()));
  }

  /** Which backups lie in the trash. */
  Set<BackupId> contents() {
    Path trash = disk.at(FileNames.TRASH);
    if (!Files.isDirectory(trash)) {
      return Set.of();
    }
    try (Stream<Path> names = Files.list(trash)) {
      return names
          .map(path -> String.valueOf(path.getFileName()))
          .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
          .flatMap(name -> BackupId.parse(name).stream())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw disk.failure("cannot be listed", trash, e);
    }
  }

  private boolean discardEach(BackupId id, List<ShelfEntry> entries) {
    boolean found = false;
    for (ShelfEntry entry : entries) {
      switch (entry) {
        case Whole(Path directory, var backup, var manifest) when backup.id().equals(id) -> {
          withdraw(directory);
          move(directory, id);
          found = true;
        }
        case Withdrawn(Path directory, BackupId begun) -> {
          move(directory, begun);
          found |= begun.equals(id);
        }
        case Whole other -> {}
        case Foreign foreign -> {}
      }
    }
    return found;
  }

  private void withdraw(Path directory) {
    disk.move(directory.resolve(FileNames.MANIFEST), directory.resolve(FileNames.WITHDRAWN));
    listener.reached(DiscardStep.WITHDRAWN);
    disk.syncFolder(directory);
    listener.reached(DiscardStep.WITHDRAWAL_SYNCED);
  }

  private void move(Path directory, BackupId id) {
    Path trash = disk.privateFolder(disk.at(FileNames.TRASH));
    disk.move(directory, free(trash, id));
    listener.reached(DiscardStep.MOVED);
    disk.syncFolder(Objects.requireNonNull(directory.getParent(), "a backup lies on a shelf"));
    disk.syncFolder(trash);
    listener.reached(DiscardStep.TRASH_SYNCED);
  }

  /** A name in the trash: a copy of the same backup may lie there already. */
  private static Path free(Path trash, BackupId id) {
    Path name = trash.resolve(id.value());
    for (int copy = 2; Files.exists(name, LinkOption.NOFOLLOW_LINKS); copy++) {
      name = trash.resolve(id.value() + "." + copy);
    }
    return name;
  }
}
