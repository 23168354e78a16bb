package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.domain.artifact.ByteCount;
import java.nio.file.Path;

/**
 * Where backups are kept, and how.
 *
 * @param root the backup directory; made when it is first written to
 * @param reserve free space that no backup may count on
 * @param compressionLevel 1 (fast) to 9 (small)
 * @param compressors how many threads compress one artifact at most
 */
public record StoreSettings(
    Path root, ByteCount reserve, Sharing sharing, int compressionLevel, int compressors) {

  /** The directory as the journal and the claims, too, have to know it. */
  public Disk disk() {
    return new Disk(root, sharing);
  }

  /** For the owner alone, compressed fast by all processors, without a reserve. */
  public static StoreSettings of(Path root) {
    return new StoreSettings(
        root, ByteCount.ZERO, Sharing.NONE, 1, Runtime.getRuntime().availableProcessors());
  }
}
