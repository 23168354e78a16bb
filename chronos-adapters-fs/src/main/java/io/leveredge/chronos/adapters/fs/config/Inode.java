package io.leveredge.chronos.adapters.fs.config;

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
 * What lstat(2) says of a path.
 *
 * @param key device and inode; equal for equal ones
 * @param fileSystem the number of the one that it lies in
 * @param mode with the type of the file
 */
record Inode(
    Object key,
    long fileSystem,
    int mode,
    long uid,
    long gid,
    int links,
    long device,
    long size,
    FileTime modified,
    FileTime changed) {
  private static final String EVERYTHING =
      "unix:fileKey,dev,mode,uid,gid,nlink,rdev,size,lastModifiedTime,ctime";
  private static final String WHAT_MOVES = "unix:fileKey,size,lastModifiedTime,ctime";
  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;

  /**
   * Looks at a path.
   *
   * @throws FileChangedException where the path leads elsewhere than to what lies in that place
   */
  static Inode of(Path path, Place place) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, EVERYTHING, LinkOption.NOFOLLOW_LINKS);
    Inode inode =
        new Inode(
            value(all, "fileKey"),
            (Long) value(all, "dev"),
            (Integer) value(all, "mode"),
            // A Java int holds what the kernel has as an unsigned number.
            Integer.toUnsignedLong((Integer) value(all, "uid")),
            Integer.toUnsignedLong((Integer) value(all, "gid")),
            (Integer) value(all, "nlink"),
            (Long) value(all, "rdev"),
            (Long) value(all, "size"),
            (FileTime) value(all, "lastModifiedTime"),
            (FileTime) value(all, "ctime"));
    // The path was followed from the top, the place is held open: unless both lead to the same,
    // somebody is moving folders about.
    if (!inode.key.equals(place.identity(path))) {
      throw new FileChangedException("it was replaced");
    }
    return inode;
  }

  /** Whether the path is what it was: the same file with the same size and times. */
  boolean isStill(Path path) throws IOException {
    Map<String, Object> now = Files.readAttributes(path, WHAT_MOVES, LinkOption.NOFOLLOW_LINKS);
    return key.equals(now.get("fileKey"))
        && Objects.equals(size, now.get("size"))
        && modified.equals(now.get("lastModifiedTime"))
        && changed.equals(now.get("ctime"));
  }

  static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /** Its type by inode(7), or empty for a socket, which no archive holds. */
  Optional<EntryType> type() {
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

  int permissions() {
    return mode & PERMISSIONS;
  }
}
