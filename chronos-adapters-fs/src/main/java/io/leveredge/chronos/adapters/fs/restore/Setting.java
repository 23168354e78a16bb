package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.OwnFolders;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What all steps of one job have in common.
 *
 * @param own folders that are never touched
 * @param inPlace whether files go where they were, so that roots and mounts that are not as they
 *     were are worth a word
 */
record Setting(Privileges privileges, Descriptors descriptors, OwnFolders own, boolean inPlace) {

  static Setting of(List<Path> own, boolean inPlace) {
    try {
      return new Setting(
          Privileges.ofThisProcess(), new Descriptors(), new OwnFolders(own), inPlace);
    } catch (IOException noProc) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "The proc file system, which restoring files needs, cannot be read: "
              + noProc.getMessage(),
          noProc);
    }
  }

  FolderChain chain() {
    return new FolderChain(descriptors, own);
  }

  /** Ends the job soon after an interrupt. */
  void goOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
  }

  static ChronosException interrupted() {
    return new ChronosException(
        ErrorCode.RESTORE_INTERRUPTED, "Restoring the configuration files was interrupted");
  }

  /** Something cannot be restored, and why; that a disk is full is said in our words, too. */
  static ChronosException failed(Path place, IOException failure) {
    String reason = Reason.of(failure);
    return new ChronosException(
        ErrorCode.RESTORE_FAILED,
        "%s cannot be restored: %s%s"
            .formatted(EntryPath.text(place), isFull(failure) ? "the disk is full: " : "", reason),
        failure);
  }

  /** What strerror(3) says for ENOSPC and EDQUOT. */
  static boolean isFull(IOException failure) {
    String reason = Reason.of(failure);
    return reason.contains("No space left on device") || reason.contains("Disk quota exceeded");
  }

  /**
   * Whether something may not get another name: the file system has no hard links or no more of
   * them, or it is somebody else's (proc(5), protected_hardlinks). It can still be written anew.
   */
  static boolean isRefusedName(IOException failure) {
    return failure instanceof FileSystemException
        && !(failure instanceof NoSuchFileException)
        && !(failure instanceof FileAlreadyExistsException)
        && !isFull(failure);
  }

  static ChronosException failed(Spot spot, IOException failure) {
    return failed(spot.path(), failure);
  }

  /** The entry that has what that one is a name of; itself unless it is a hard link. */
  static ArchivedEntry contentOf(ArchivedEntry entry, Map<?, Linked> linked) {
    if (entry.type() != EntryType.HARDLINK) {
      return entry;
    }
    Linked first = entry.target().isPresent() ? linked.get(entry.target().get()) : null;
    if (first == null) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "The index of the files has '" + entry.name() + "' as a link to nothing before it");
    }
    return first.entry();
  }
}
