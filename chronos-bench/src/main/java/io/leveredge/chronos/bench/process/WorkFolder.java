package io.leveredge.chronos.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder for everything one run writes, deleted at its end unless it is to be kept. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean keep;

  private WorkFolder(Path path, boolean keep) {
    this.path = path;
    this.keep = keep;
  }

  /** A new folder below a parent, which is made when absent. */
  public static WorkFolder below(Path parent, boolean keep) {
    try {
      Files.createDirectories(parent);
      Path path = Files.createTempDirectory(parent.toAbsolutePath(), "chronos-bench-");
      // PostgreSQL does not run as root; its own account must be able to pass through to its data.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      return new WorkFolder(path, keep);
    } catch (IOException failure) {
      throw new UncheckedIOException("No folder can be made below " + parent, failure);
    }
  }

  public Path path() {
    return path;
  }

  /** A new folder within. */
  public Path subfolder(String name) {
    try {
      return Files.createDirectory(path.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Makes sure that so much may still be written here.
   *
   * @throws BenchFailure which says how much there is
   */
  public void requireFree(long bytes) {
    try {
      long there = Files.getFileStore(path).getUsableSpace();
      if (there < bytes) {
        throw new BenchFailure(
            "%d MB are needed in %s, %d MB are free"
                .formatted(bytes / 1_000_000, path, there / 1_000_000));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    if (keep || !Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
