package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder that is held open. Whatever is done in it is done in the folder that was opened, also
 * when somebody puts another folder or a link in its place meanwhile (openat(2), "Rationale for
 * openat()"). It is closed when all who hold it have let go. For one thread, except where said.
 */
final class Folder implements AutoCloseable {
  private final Descriptors descriptors;
  private final Path path;
  private final Descriptors.Numbered descriptor;
  private final Object key;
  private int holders = 1;

  private Folder(Descriptors descriptors, Path path, Descriptors.Numbered descriptor, Object key) {
    this.descriptors = descriptors;
    this.path = path;
    this.descriptor = descriptor;
    this.key = key;
  }

  /** Opens a folder by its path, through links as they are: it was configured. */
  static Folder open(Descriptors descriptors, Path path) throws IOException {
    return of(descriptors, path, () -> Found.behind(path), path);
  }

  /** Opens what lies in it under that name, where that is a folder and no link to one. */
  Folder child(Path name) throws IOException {
    Path at = at(name);
    return of(descriptors, path.resolve(name), () -> Found.at(at), at);
  }

  /** Looks at what lies where a folder is to be opened. */
  private interface Look {
    Found look() throws IOException;
  }

  /**
   * Opens it and then looks whether that is what lies there: in between another folder, or a link
   * to one, may have been put there. What is open keeps its inode, which no other one can have.
   */
  private static Folder of(Descriptors descriptors, Path path, Look look, Path at)
      throws IOException {
    Found found = look.look();
    if (!found.is(EntryType.DIRECTORY)) {
      throw new NotDirectoryException(EntryPath.text(path));
    }
    Folder same = descriptors.open().get(found.key());
    if (same != null) {
      return same.hold();
    }
    Descriptors.Numbered opened = descriptors.open(at);
    try {
      Object key = Found.behind(opened.path()).key();
      if (!key.equals(found.key()) || !key.equals(look.look().key())) {
        throw new IOException(EntryPath.text(path) + " was replaced meanwhile");
      }
    } catch (IOException | RuntimeException failure) {
      descriptors.close(opened);
      throw failure;
    }
    Folder folder = new Folder(descriptors, path, opened, found.key());
    descriptors.open().put(found.key(), folder);
    return folder;
  }

  /** Keeps it open for one more, who closes it too. */
  Folder hold() {
    holders++;
    return this;
  }

  /** What it was called when it was opened: for people, and to compare with patterns. */
  Path path() {
    return path;
  }

  /** Device and inode. */
  Object key() {
    return key;
  }

  /**
   * The path of something in it, without any name on the way that others could change: it is good
   * as long as this is open. May be used by any thread.
   */
  Path at(Path name) {
    return self().resolve(name);
  }

  /** The path of the folder itself, in the same way. */
  Path self() {
    if (holders == 0) {
      throw new IllegalStateException(path + " is closed"); // Its number may be another's.
    }
    return descriptor.path();
  }

  /** What lies in it under that name; empty where there is nothing. */
  Optional<Found> find(Path name) throws IOException {
    try {
      return Optional.of(Found.at(at(name)));
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    }
  }

  /** What it is itself. */
  Found found() throws IOException {
    return Found.behind(self());
  }

  /** The names of what is in it, in an order that stays. */
  List<Path> names() throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(self())) {
      all.forEach(each -> names.add(each.getFileName()));
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause(), "the cause");
    }
    Collections.sort(names);
    return names;
  }

  /** Makes durable what was made, renamed and removed in it. */
  void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(self(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    holders--;
    if (holders > 0) {
      return;
    }
    descriptors.open().remove(key);
    descriptors.close(descriptor);
  }
}
