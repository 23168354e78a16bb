package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
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
  private final SecureDirectoryStream<Path> stream;
  private final Object key;
  private final Path proc;
  private int holders = 1;

  private Folder(
      Descriptors descriptors,
      Path path,
      SecureDirectoryStream<Path> stream,
      Object key,
      Path proc) {
    this.descriptors = descriptors;
    this.path = path;
    this.stream = stream;
    this.key = key;
    this.proc = proc;
  }

  /** Opens a folder by its path, through links as they are: it was configured. */
  @SuppressWarnings("StreamResourceLeak") // It is the folder's to close.
  static Folder open(Descriptors descriptors, Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return of(descriptors, path, secure);
    }
    stream.close();
    throw new IOException("This system cannot open a file relative to a folder");
  }

  /** Opens what lies in it under that name, where that is a folder and no link to one. */
  Folder child(Path name) throws IOException {
    return of(
        descriptors,
        path.resolve(name),
        stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
  }

  private static Folder of(Descriptors descriptors, Path path, SecureDirectoryStream<Path> stream)
      throws IOException {
    try {
      Object key =
          Objects.requireNonNull(
              stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey(),
              "a file system without inodes");
      Folder same = descriptors.open().get(key);
      if (same != null) {
        stream.close();
        return same.hold();
      }
      Folder opened = new Folder(descriptors, path, stream, key, descriptors.find(key));
      descriptors.open().put(key, opened);
      return opened;
    } catch (IOException | RuntimeException failure) {
      stream.close();
      throw failure;
    }
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
   * as long as this is open. May be called and used by any thread.
   */
  Path at(Path name) {
    return proc.resolve(name);
  }

  /** The path of the folder itself, in the same way. */
  Path self() {
    return proc;
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
    return Found.behind(proc);
  }

  /** The names of what is in it, in an order that stays. */
  List<Path> names() throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(proc)) {
      all.forEach(each -> names.add(each.getFileName()));
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause(), "the cause");
    }
    Collections.sort(names);
    return names;
  }

  /** Makes durable what was made, renamed and removed in it. */
  void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(proc, StandardOpenOption.READ)) {
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
    try {
      stream.close();
    } catch (IOException nothingLost) {
      // What was done in it was made durable, or failed, before.
    }
    descriptors.free(proc);
  }
}
