package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Reads an artifact in memory. */
final class MemoryReader implements ArtifactReader {
  private final Artifact artifact;
  private final byte[] content;
  private final StorageFaults faults;

  MemoryReader(Artifact artifact, byte[] content, StorageFaults faults) {
    this.artifact = artifact;
    this.content = content;
    this.faults = faults;
  }

  @Override
  public Artifact artifact() {
    return artifact;
  }

  @Override
  public InputStream plain() {
    faults.meet(StorageCall.READ);
    return new ByteArrayInputStream(content);
  }

  @Override
  public InputStream plainFrom(long offset, BlockTable blocks) {
    faults.meet(StorageCall.READ);
    if (offset < 0 || offset > content.length) {
      throw new IllegalArgumentException(artifact.name() + " has no byte " + offset);
    }
    int begin = Math.toIntExact(offset);
    return new ByteArrayInputStream(content, begin, content.length - begin);
  }
}
