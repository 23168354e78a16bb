package io.leveredge.chronos.adapters.fs.disk;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says what went wrong with a file in words for people, and whether the disk was full. */
final class StorageFailure {
  /** What strerror(3) says for ENOSPC and EDQUOT. */
  private static final String FULL = "No space left on device";

  private static final String OVER_QUOTA = "Disk quota exceeded";

  private StorageFailure() {}

  static ChronosException of(Path root, String what, Path path, IOException cause) {
    String reason = reason(cause);
    boolean full = reason.contains(FULL) || reason.contains(OVER_QUOTA) || nothingLeft(root);
    return new ChronosException(
        full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
        nameOf(root, path) + " " + what + ": " + reason,
        cause);
  }

  /** Relative to the backup directory with {@code /} between segments, or whole outside of it. */
  static String nameOf(Path root, Path path) {
    if (path.equals(root)) {
      return "The backup directory " + root;
    }
    return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return switch (cause) {
      case AccessDeniedException denied -> "Permission denied";
      case NoSuchFileException missing -> "No such file or directory";
      case FileAlreadyExistsException taken -> "It exists already";
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** The system's words may be in another language; a disk without a free byte is full anyway. */
  private static boolean nothingLeft(Path root) {
    try {
      return FreeSpace.around(root) == 0;
    } catch (IOException unknown) {
      return false;
    }
  }
}
