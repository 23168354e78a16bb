package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.Map;
import java.util.Optional;

/** A published backup in memory. */
record MemoryPublishedBackup(
    Manifest manifest,
    Sha256 checksum,
    Map<ArtifactName, byte[]> contents,
    Optional<byte[]> checksums,
    StorageFaults faults)
    implements PublishedBackup {

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    return manifest.artifacts().stream()
        .filter(artifact -> artifact.name().equals(name))
        .findFirst()
        .map(
            artifact -> new MemoryReader(artifact, Optional.ofNullable(contents.get(name)), faults))
        .orElseThrow(
            () -> new ChronosException(ErrorCode.NOT_FOUND, id() + " has no artifact " + name));
  }
}
