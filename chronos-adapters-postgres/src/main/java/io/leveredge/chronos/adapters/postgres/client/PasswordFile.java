package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A password where client programs find it and other users do not: a file of mode 0600 (manual,
 * section 34.16, "The Password File") that is gone once closed.
 */
final class PasswordFile implements AutoCloseable {
  private static final Set<PosixFilePermission> OURS_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private PasswordFile(Path path) {
    this.path = path;
  }

  /**
   * Writes a new file into that folder, which is made if it is not there.
   *
   * @param owner whose it is, for {@link #removeLeft}
   */
  static PasswordFile write(Path folder, String owner, String password) {
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      PasswordFile file =
          new PasswordFile(
              Files.createTempFile(
                  folder, prefix(owner), "", PosixFilePermissions.asFileAttribute(OURS_ONLY)));
      try {
        Files.writeString(file.path, "*:*:*:*:" + escaped(password) + "\n");
        return file;
      } catch (IOException failure) {
        file.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "Cannot write a password file into " + folder, failure);
    }
  }

  /** Removes what a dead owner has left there. */
  static void removeLeft(Path folder, String owner) {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().startsWith(prefix(owner)))) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException nothing) {
      // No dump was ever made from here.
    } catch (IOException | DirectoryIteratorException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "Cannot remove old password files from " + folder, failure);
    }
  }

  private static String prefix(String owner) {
    return "pgpass-" + owner + "-";
  }

  private static String escaped(String password) {
    return password.replace("\\", "\\\\").replace(":", "\\:");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "Cannot remove the password file " + path, failure);
    }
  }
}
