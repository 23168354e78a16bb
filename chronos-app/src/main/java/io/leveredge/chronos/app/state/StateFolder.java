package io.leveredge.chronos.app.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The state folder, for its owner alone. */
public final class StateFolder {
  private final Path root;

  public StateFolder(Path root) {
    this.root = root;
  }

  /** A path in it. */
  public Path at(String name) {
    return root.resolve(name);
  }

  /**
   * Writes a file that only its owner may read, whole or not at all.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public Path writePrivate(String name, String content) {
    Path file = at(name);
    Path draft = at(name + ".new");
    try {
      create();
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(draft, content.getBytes(StandardCharsets.UTF_8));
      return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot write " + file, failure);
    }
  }

  private void create() throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
