package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads one published artifact, decompressed, as often as it is wanted and from wherever. It holds
 * nothing open and may be used by several threads; each stream is its caller's to close and belongs
 * to one thread.
 *
 * <p>A stream fails with a {@code ChronosException}: {@code BACKUP_CORRUPT} where what is stored is
 * not what was written, {@code STORAGE_FAILED} where it cannot be read. It never ends early
 * instead. What it has given until then may be wrong: a compressor's own checks tell accidents, and
 * only a digest tells that the bytes are those of the backup.
 */
public interface ArtifactReader {

  /** What the manifest says of it. */
  Artifact artifact();

  /**
   * The file as it is stored, compressed where it is; empty where it is not there. Compared with
   * nothing: whoever reads it hashes it.
   */
  Optional<InputStream> stored();

  /** All of it. */
  InputStream plain();

  /**
   * What begins at that byte of the decompressed artifact, up to its end. Blocks before it are not
   * read, and those behind it only as the stream is.
   *
   * @param blocks of this artifact, as its index has them
   * @throws IllegalArgumentException where the artifact is shorter
   */
  InputStream plainFrom(long offset, BlockTable blocks);
}
