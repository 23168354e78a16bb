package io.leveredge.chronos.adapters.fs.disk;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read published backups.
 *
 * @param directories the mode of their directories
 * @param files the mode of their files
 * @param group the group they are given to, or empty for that of the process
 */
public record Sharing(
    Set<PosixFilePermission> directories, Set<PosixFilePermission> files, Optional<String> group) {

  /** The owner alone: modes 0700 and 0600. */
  public static final Sharing NONE = of("rwx------", "rw-------", Optional.empty());

  public Sharing {
    directories = Set.copyOf(EnumSet.copyOf(directories));
    files = Set.copyOf(EnumSet.copyOf(files));
  }

  /** Modes as {@code ls} prints them, for example {@code rwxr-x---}. */
  public static Sharing of(String directories, String files, Optional<String> group) {
    return new Sharing(
        PosixFilePermissions.fromString(directories),
        PosixFilePermissions.fromString(files),
        group);
  }
}
