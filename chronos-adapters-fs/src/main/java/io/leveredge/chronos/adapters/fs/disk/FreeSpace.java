package io.leveredge.chronos.adapters.fs.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a file system has left for this user. A {@code java.io.File} asks it directly, statvfs(3); a
 * {@code FileStore} first looks for the mount in the list of mounts, which lacks the root of a
 * plain chroot.
 */
public final class FreeSpace {
  private FreeSpace() {}

  /**
   * In bytes, on the file system of something that exists.
   *
   * @throws IOException when the system does not say
   */
  public static long around(Path path) throws IOException {
    File file = path.toFile();
    long usable = file.getUsableSpace();
    // That is 0 where the question failed, too; but a file system without room still has a size.
    if (usable == 0 && file.getTotalSpace() == 0) {
      Files.readAttributes(path, BasicFileAttributes.class); // To fail with the reason, usually.
      throw new IOException("The file system says neither its size nor its free space");
    }
    return usable;
  }
}
