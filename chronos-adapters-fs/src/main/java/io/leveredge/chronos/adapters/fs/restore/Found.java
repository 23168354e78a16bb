package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What stat(2) says of something.
 *
 * @param key device and inode
 * @param device of the file system that it lies in
 * @param type empty for a socket, which no backup holds
 * @param mode the permissions with the set-id and sticky bits
 */
record Found(
    Object key,
    long device,
    Optional<EntryType> type,
    int mode,
    long uid,
    long gid,
    int links,
    long size,
    FileTime modified) {
  private static final String EVERYTHING =
      "unix:fileKey,dev,mode,uid,gid,nlink,size,lastModifiedTime";
  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;

  /** What lies there, a link as a link. */
  static Found at(Path path) throws IOException {
    return of(Files.readAttributes(path, EVERYTHING, LinkOption.NOFOLLOW_LINKS));
  }

  /** What that descriptor is open on. */
  static Found behind(Path descriptor) throws IOException {
    return of(Files.readAttributes(descriptor, EVERYTHING));
  }

  private static Found of(Map<String, Object> all) {
    int mode = (Integer) value(all, "mode");
    return new Found(
        value(all, "fileKey"),
        (Long) value(all, "dev"),
        type(mode),
        mode & PERMISSIONS,
        // A Java int holds what the kernel has as an unsigned number.
        Integer.toUnsignedLong((Integer) value(all, "uid")),
        Integer.toUnsignedLong((Integer) value(all, "gid")),
        (Integer) value(all, "nlink"),
        (Long) value(all, "size"),
        (FileTime) value(all, "lastModifiedTime"));
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /** By inode(7). */
  private static Optional<EntryType> type(int mode) {
    return switch (mode & TYPE) {
      case 0100000 -> Optional.of(EntryType.FILE);
      case 0040000 -> Optional.of(EntryType.DIRECTORY);
      case 0120000 -> Optional.of(EntryType.SYMLINK);
      case 0010000 -> Optional.of(EntryType.FIFO);
      case 0020000 -> Optional.of(EntryType.CHARACTER_DEVICE);
      case 0060000 -> Optional.of(EntryType.BLOCK_DEVICE);
      default -> Optional.empty();
    };
  }

  boolean is(EntryType other) {
    return type.isPresent() && type.get() == other;
  }
}
