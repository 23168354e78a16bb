package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder within the folder that files are restored to, into which only this process's user may
 * look: there they are made and get their owner and mode, and from there they are renamed to their
 * places. So nobody can put something else in their place before, or get at a content before its
 * mode protects it. It lies on the same file system as the place, whatever is mounted where.
 */
final class Closet implements AutoCloseable {
  private final Folder in;
  private final Path name;
  private final Folder folder;
  private int next;

  private Closet(Folder in, Path name, Folder folder) {
    this.in = in;
    this.name = name;
    this.folder = folder;
  }

  /** Makes it in that folder, which is held until the closet is closed. */
  static Closet in(Folder in, Path name, Privileges privileges) throws IOException {
    try {
      Files.createDirectory(
          in.at(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException taken) {
      throw new IOException(EntryPath.text(in.path().resolve(name)) + " is in the way", taken);
    }
    return again(in, name, privileges);
  }

  /** Opens one that was made before. */
  static Closet again(Folder in, Path name, Privileges privileges) throws IOException {
    Folder folder = in.child(name);
    try {
      Found found = folder.found();
      if (found.uid() == privileges.uid() && found.mode() != 0700) {
        // A set-group-id bit came from the folder above (mkdir(2)).
        Files.setAttribute(folder.self(), "unix:mode", 0700);
      }
      if (folder.found().uid() != privileges.uid() || folder.found().mode() != 0700) {
        throw new IOException(EntryPath.text(folder.path()) + " was replaced by somebody");
      }
      return new Closet(in.hold(), name, folder);
    } catch (IOException | RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  /** The folder that it lies in. */
  Folder in() {
    return in;
  }

  /** Itself. */
  Folder folder() {
    return folder;
  }

  /** A path in it that nothing has yet. Good as long as this is open, for any thread. */
  Path fresh() {
    return folder.at(Path.of(Integer.toString(next++)));
  }

  /** Removes it with what is left in it. */
  void remove() throws IOException {
    Removal.remove(in, name);
  }

  @Override
  public void close() {
    folder.close();
    in.close();
  }
}
