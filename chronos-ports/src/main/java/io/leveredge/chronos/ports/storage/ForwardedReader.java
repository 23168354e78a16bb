package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import java.io.InputStream;
import java.util.Optional;

/** Another reader, of which a subclass changes what it wants to. */
public class ForwardedReader implements ArtifactReader {
  private final ArtifactReader reader;

  protected ForwardedReader(ArtifactReader reader) {
    this.reader = reader;
  }

  @Override
  public Artifact artifact() {
    return reader.artifact();
  }

  @Override
  public Optional<InputStream> stored() {
    return reader.stored();
  }

  @Override
  public InputStream plain() {
    return reader.plain();
  }

  @Override
  public InputStream plainFrom(long offset, BlockTable blocks) {
    return reader.plainFrom(offset, blocks);
  }
}
