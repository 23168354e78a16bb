package io.leveredge.chronos.adapters.fs.disk;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The backup directory as files and folders: what the store, the journal and the claims do to it in
 * common. Every failure is a {@code ChronosException}; a sync that failed is never tried again,
 * because the kernel may have dropped what it could not write and would call the second one a
 * success.
 */
public final class Disk {
  private final Path root;
  private final Sharing sharing;

  public Disk(Path root, Sharing sharing) {
    this.root = root.toAbsolutePath().normalize();
    this.sharing = sharing;
  }

  public Path root() {
    return root;
  }

  /** The path of something below the backup directory. */
  public Path at(String first, String... more) {
    return root.resolve(Path.of(first, more));
  }

  /** What a path below the backup directory is called in answers and messages. */
  public String nameOf(Path path) {
    return StorageFailure.nameOf(root, path);
  }

  /**
   * Makes a folder that nobody else may look into, and the backup directory where it is missing. A
   * folder that is there is taken as it is.
   */
  public Path privateFolder(Path folder) {
    return folder(folder, Sharing.NONE);
  }

  /** Makes a folder, and those above it, for those who may read backups. */
  public Path sharedFolder(Path folder) {
    return folder(folder, sharing);
  }

  private Path folder(Path folder, Sharing modes) {
    try {
      makeFolder(folder, modes);
      return folder;
    } catch (IOException e) {
      throw failure("cannot be made", folder, e);
    }
  }

  private void makeFolder(Path folder, Sharing modes) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      return;
    }
    makeFolder(parent, sharing);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return; // Another process was quicker.
      }
      throw e;
    }
    if (folder.startsWith(root)) {
      share(folder, modes, true);
    }
    force(parent);
  }

  /** Opens an existing file or folder to those who may read backups. */
  public void share(Path path) {
    try {
      share(path, sharing, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw failure("cannot be given its mode", path, e);
    }
  }

  private static void share(Path path, Sharing modes, boolean directory) throws IOException {
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      throw new IOException("The file system keeps no file modes");
    }
    view.setPermissions(directory ? modes.directories() : modes.files());
    if (modes.group().isPresent()) {
      view.setGroup(group(path, modes.group().get()));
    }
  }

  private static GroupPrincipal group(Path path, String name) throws IOException {
    var groups = path.getFileSystem().getUserPrincipalLookupService();
    try {
      return groups.lookupPrincipalByGroupName(name);
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException("There is no group '" + name + "'", e);
    }
  }

  /**
   * Writes a new file and makes its content durable; its folder is the caller's to sync.
   *
   * @param written runs between the two
   */
  public void writeNew(Path file, byte[] content, Runnable written) {
    try {
      Files.createFile(file);
      share(file, sharing, false);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        writeAll(channel, content);
        written.run();
        channel.force(true);
      }
    } catch (IOException e) {
      throw failure("cannot be written", file, e);
    }
  }

  /** Adds to an existing file and makes that durable. */
  public void append(Path file, byte[] content) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      writeAll(channel, content);
      channel.force(true);
    } catch (IOException e) {
      throw failure("cannot be written", file, e);
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** Makes the entries of a folder durable: what was made, renamed and removed in it. */
  public void syncFolder(Path folder) {
    try {
      force(folder);
    } catch (IOException e) {
      throw failure("cannot be synced", folder, e);
    }
  }

  /** Syncs a folder and those above it, up to the backup directory. */
  public void syncUpwards(Path folder) {
    Path at = folder;
    while (at != null && at.startsWith(root)) {
      syncFolder(at);
      at = at.getParent();
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Renames within the backup directory, in one step. */
  public void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("cannot be renamed to " + nameOf(to), from, e);
    }
  }

  /** Removes a folder with all it holds, following no link; nothing where there is none. */
  public void removeTree(Path folder) {
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (NoSuchFileException gone) {
      // Somebody else removed it, or there never was one: as wanted.
    } catch (IOException e) {
      throw failure("cannot be removed", folder, e);
    }
  }

  /**
   * How many bytes this user may still write to the file system of the backup directory, or of the
   * folder in which that would be made.
   */
  public long freeSpace() {
    Path existing = root;
    // One that cannot be looked at is not passed over: above it may lie another file system.
    while (Files.notExists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return FreeSpace.around(existing);
    } catch (IOException e) {
      throw failure("does not say how much space is free", root, e);
    }
  }

  /** That something below the backup directory could not be done, with the system's reason. */
  public ChronosException failure(String what, Path path, IOException cause) {
    return StorageFailure.of(root, what, path, cause);
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
