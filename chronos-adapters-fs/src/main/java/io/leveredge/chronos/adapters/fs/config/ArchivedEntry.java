package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.Owner;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of an archive as its index has it.
 *
 * @param name the absolute path without its leading slash; empty for the root of all
 * @param mode the permissions with the set-id and sticky bits
 * @param target of a symbolic link as it is written; of a hard link, the name that has the content
 * @param device the major and minor number of a device
 * @param content of a file, unless this is another name of one
 */
public record ArchivedEntry(
    RawName name,
    EntryType type,
    int mode,
    Owner owner,
    Instant modified,
    Optional<RawName> target,
    Optional<Device> device,
    Optional<Content> content) {

  /** The number of a device. */
  public record Device(long major, long minor) {}

  /**
   * Where the content of a file lies in the archive.
   *
   * @param size of the file in bytes, holes included
   * @param digest of the whole content, holes included as zeros
   * @param offset of its first byte in the plain archive
   * @param length of what is stored: the size, or the data alone where there are holes
   * @param holes where they are left out
   * @param torn whether the file changed each time while it was read: it is what there was, and
   *     nobody knows of which moment
   */
  public record Content(
      long size,
      Sha256 digest,
      long offset,
      long length,
      Optional<SparseMap> holes,
      boolean torn) {}
}
