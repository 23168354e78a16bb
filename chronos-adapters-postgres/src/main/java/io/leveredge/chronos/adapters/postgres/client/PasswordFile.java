package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Writes a new file into that folder, which is made if it is not there. */
  static PasswordFile write(Path folder, String password) {
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      PasswordFile file =
          new PasswordFile(
              Files.createTempFile(
                  folder, "pgpass-", "", PosixFilePermissions.asFileAttribute(OURS_ONLY)));
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
