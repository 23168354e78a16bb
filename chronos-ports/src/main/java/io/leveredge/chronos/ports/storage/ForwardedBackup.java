package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import java.util.Optional;

/** Another backup, of which a subclass changes what it wants to: how it is read, for example. */
public class ForwardedBackup implements PublishedBackup {
  private final PublishedBackup backup;

  protected ForwardedBackup(PublishedBackup backup) {
    this.backup = backup;
  }

  @Override
  public Manifest manifest() {
    return backup.manifest();
  }

  @Override
  public Sha256 checksum() {
    return backup.checksum();
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    return backup.artifact(name);
  }

  @Override
  public Optional<byte[]> checksums() {
    return backup.checksums();
  }
}
