package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;

/** A backup in its directory. */
record FilePublishedBackup(Disk disk, ShelfEntry.Whole whole) implements PublishedBackup {

  @Override
  public Manifest manifest() {
    return whole.manifest();
  }

  @Override
  public Sha256 checksum() {
    return whole.backup().published().orElseThrow().manifest();
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    return manifest().artifacts().stream()
        .filter(artifact -> artifact.name().equals(name))
        .findFirst()
        .map(
            artifact ->
                new FileArtifactReader(disk, whole.directory().resolve(name.value()), artifact))
        .orElseThrow(
            () -> new ChronosException(ErrorCode.NOT_FOUND, id() + " has no artifact " + name));
  }
}
