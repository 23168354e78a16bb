package io.leveredge.chronos.adapters.fs.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A right that one holder has among all threads and processes of a machine, as a lock on one byte
 * of a file. The operating system takes it back when the process dies, however it dies.
 *
 * <p>A process loses all its locks on a file as soon as it closes <em>any</em> descriptor of that
 * file (fcntl(2), "Advisory record locking"). So each such file is opened once in this process, by
 * this class alone, and closed when its last lock is given back. It is written through a plain file
 * and never through a channel, because an interrupt would close the channel and drop the locks.
 */
public final class ProcessLock implements AutoCloseable {
  /** What is open in this process; also the monitor of everything done to it. */
  private static final Map<Path, LockFile> OPEN = new HashMap<>();

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final LockFile file;
  private final long position;
  private final FileLock lock;
  private boolean closed;

  private ProcessLock(LockFile file, long position, FileLock lock) {
    this.file = file;
    this.position = position;
    this.lock = lock;
  }

  /** Takes the lock on a file's first byte, or says that somebody has it; does not wait. */
  public static Optional<ProcessLock> tryTake(Path path) throws IOException {
    return tryTake(path, 0);
  }

  /**
   * Takes the lock on one byte, which need not be there, or says that somebody has it; does not
   * wait. The file is made where it is missing.
   */
  public static Optional<ProcessLock> tryTake(Path path, long position) throws IOException {
    synchronized (OPEN) {
      LockFile file = LockFile.open(path);
      if (!file.positions.add(position)) {
        return Optional.empty();
      }
      FileLock lock = null;
      try {
        lock = file.file.getChannel().tryLock(position, 1, false);
      } finally {
        if (lock == null) {
          file.release(position);
        }
      }
      return Optional.ofNullable(lock).map(taken -> new ProcessLock(file, position, taken));
    }
  }

  /** What a holder has written into the file; empty where there is no file. */
  public static String note(Path path) throws IOException {
    synchronized (OPEN) {
      LockFile open = OPEN.get(LockFile.key(path));
      if (open != null) {
        return open.note();
      }
      return Files.exists(path) ? Files.readString(path) : "";
    }
  }

  /** Replaces the file's content: who has the lock, for those who do not get it. */
  public void write(String note) throws IOException {
    synchronized (OPEN) {
      file.write(note);
    }
  }

  /** Whether the lock is still this holder's: not once its file was removed or replaced. */
  public boolean isHeld() {
    synchronized (OPEN) {
      return !closed && lock.isValid() && file.isInPlace();
    }
  }

  /** Gives the lock back. Never throws: what cannot be released is released by closing the file. */
  @Override
  public void close() {
    synchronized (OPEN) {
      if (!closed) {
        closed = true;
        try {
          lock.release();
        } catch (IOException e) {
          // The descriptor is closed with the last lock, which releases this one too.
        }
        file.release(position);
      }
    }
  }

  /** A file while some lock on it is held by this process. */
  private static final class LockFile {
    private final Path path;
    private final RandomAccessFile file;
    private final Object identity;
    private final Set<Long> positions = new HashSet<>();

    private LockFile(Path path) throws IOException {
      this.path = path;
      createPrivate(path);
      file = new RandomAccessFile(path.toFile(), "rw");
      identity = identity(path);
    }

    /** Made here, since a RandomAccessFile would make it readable by everybody. */
    private static void createPrivate(Path path) throws IOException {
      try {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
      } catch (FileAlreadyExistsException there) {
        // By an earlier holder.
      }
    }

    static LockFile open(Path path) throws IOException {
      Path key = key(path);
      LockFile open = OPEN.get(key);
      if (open == null) {
        open = new LockFile(key);
        OPEN.put(key, open);
      }
      return open;
    }

    /** The same for each way to the same file. */
    static Path key(Path path) throws IOException {
      Path absolute = path.toAbsolutePath();
      Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
      return folder.toRealPath().resolve(path.getFileName());
    }

    private static Object identity(Path path) throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    boolean isInPlace() {
      try {
        return identity(path).equals(identity);
      } catch (IOException gone) {
        return false;
      }
    }

    String note() throws IOException {
      file.seek(0);
      byte[] content = new byte[Math.toIntExact(file.length())];
      file.readFully(content);
      return new String(content, UTF_8);
    }

    void write(String note) throws IOException {
      file.setLength(0);
      file.seek(0);
      file.write(note.getBytes(UTF_8));
    }

    void release(long position) {
      positions.remove(position);
      if (positions.isEmpty()) {
        OPEN.remove(path);
        try {
          file.close();
        } catch (IOException e) {
          // The descriptor is gone all the same: close(2) on Linux, and nothing was buffered.
        }
      }
    }
  }
}
