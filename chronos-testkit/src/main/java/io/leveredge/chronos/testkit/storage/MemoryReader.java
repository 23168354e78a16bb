package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/** Reads an artifact in memory. */
final class MemoryReader implements ArtifactReader {
  private final Artifact artifact;
  private final Optional<byte[]> content;
  private final StorageFaults faults;

  MemoryReader(Artifact artifact, Optional<byte[]> content, StorageFaults faults) {
    this.artifact = artifact;
    this.content = content;
    this.faults = faults;
  }

  @Override
  public Artifact artifact() {
    return artifact;
  }

  @Override
  public Optional<InputStream> stored() {
    faults.meet(StorageCall.READ);
    return content.map(ByteArrayInputStream::new);
  }

  @Override
  public InputStream plain() {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public InputStream plainFrom(long offset, BlockTable blocks) {
    byte[] bytes = bytes();
    if (offset < 0 || offset > bytes.length) {
      throw new IllegalArgumentException(artifact.name() + " has no byte " + offset);
    }
    int begin = Math.toIntExact(offset);
    return new ByteArrayInputStream(bytes, begin, bytes.length - begin);
  }

  private byte[] bytes() {
    faults.meet(StorageCall.READ);
    return content.orElseThrow(
        () -> new ChronosException(ErrorCode.BACKUP_CORRUPT, artifact.name() + " is not there"));
  }
}
