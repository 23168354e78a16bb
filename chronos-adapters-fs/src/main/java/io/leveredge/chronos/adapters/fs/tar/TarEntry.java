package io.leveredge.chronos.adapters.fs.tar;

import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The header of one entry.
 *
 * @param name without a leading slash; that of a directory ends with one
 * @param mode the permissions with the set-id and sticky bits
 * @param size the length of a file in bytes, holes included; 0 for anything else
 * @param link what a symbolic link points to, or the name that a hard link is another of
 * @param device the number of a device as Linux's {@code st_rdev}
 * @param holes of a file that is stored without them
 */
public record TarEntry(
    RawName name,
    EntryType type,
    int mode,
    Owner owner,
    FileTime modified,
    long size,
    Optional<RawName> link,
    long device,
    Optional<SparseMap> holes) {

  /** The bytes of content that follow: those of the data where there are holes. */
  public long contentBytes() {
    return holes.map(SparseMap::dataBytes).orElse(size);
  }

  /** Linux's major number of a device (makedev(3)). */
  public long major() {
    return ((device >>> 8) & 0xfff) | ((device >>> 32) & 0xfffff000L);
  }

  /** Linux's minor number of a device (makedev(3)). */
  public long minor() {
    return (device & 0xff) | ((device >>> 12) & 0xffffff00L);
  }
}
