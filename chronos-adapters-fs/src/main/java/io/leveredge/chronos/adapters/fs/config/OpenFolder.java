package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/** A folder that is held open while what is in it is read. */
final class OpenFolder {
  private final Path path;
  private final long fileSystem;
  private final SecureDirectoryStream<Path> stream;
  private final Iterator<Path> entries;

  private OpenFolder(Path path, long fileSystem, SecureDirectoryStream<Path> stream) {
    this.path = path;
    this.fileSystem = fileSystem;
    this.stream = stream;
    entries = stream.iterator();
  }

  /**
   * Opens a folder that was looked at before.
   *
   * @throws FileChangedException where it is another one by now
   */
  static OpenFolder open(Path path, Inode inode, Place place) throws IOException {
    SecureDirectoryStream<Path> stream = place.openFolder(path);
    if (!new Place.InFolder(stream).identity().equals(inode.key())) {
      stream.close();
      throw new FileChangedException("it was replaced");
    }
    return new OpenFolder(path, inode.fileSystem(), stream);
  }

  /** Where what is in it is looked up. */
  Place place() {
    return new Place.InFolder(stream);
  }

  /** The number of the file system that it lies in. */
  long fileSystem() {
    return fileSystem;
  }

  RawName name() {
    return RawName.of(path);
  }

  /** What comes next, or empty at the end. */
  Optional<Path> next() throws IOException {
    try {
      return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    } catch (DirectoryIteratorException failure) {
      throw Objects.requireNonNull(failure.getCause(), "the cause");
    }
  }

  void close() {
    try {
      stream.close();
    } catch (IOException nothingLost) {
      // It was only read.
    }
  }
}
