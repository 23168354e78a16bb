package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the last bytes of a decompressed artifact. An index says where its last block begins; an
 * artifact without one is small and is read whole.
 */
final class ArtifactEnd {
  private static final String INDEX = ".index.jsonl";

  private ArtifactEnd() {}

  /**
   * The last bytes.
   *
   * @throws ChronosException where they cannot be read, or the index leads nowhere
   */
  static byte[] of(PublishedBackup backup, Artifact artifact) {
    ArtifactReader reader = backup.artifact(artifact.name());
    Tail tail = new Tail();
    new Reading(tail::read).readAll(open(backup, reader));
    return tail.bytes();
  }

  private static InputStream open(PublishedBackup backup, ArtifactReader reader) {
    Artifact artifact = reader.artifact();
    long from = Math.max(0, artifact.plainBytes().value() - Tail.BYTES);
    if (artifact.codec() == Codec.NONE) {
      BlockTable one = new BlockTable();
      one.add(0, 0);
      return reader.plainFrom(from, one);
    }
    Optional<Artifact> index = indexOf(backup, artifact);
    if (index.isEmpty()) {
      return reader.plain();
    }
    BlockTable blocks = new IndexedBlocks(backup.artifact(index.get().name())).read();
    if (blocks.size() == 0 || blocks.plainOffset(0) != 0) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "%s does not say where the blocks of %s begin"
              .formatted(index.get().name(), artifact.name()));
    }
    return reader.plainFrom(from, blocks);
  }

  /** That of its component: {@code database.index.jsonl} of {@code database.sql}. */
  private static Optional<Artifact> indexOf(PublishedBackup backup, Artifact artifact) {
    String name = artifact.name().value();
    String wanted = name.substring(0, name.indexOf('.')) + INDEX;
    return name.startsWith(wanted)
        ? Optional.empty()
        : backup.manifest().artifacts().stream()
            .filter(other -> other.name().value().startsWith(wanted))
            .findFirst();
  }
}
