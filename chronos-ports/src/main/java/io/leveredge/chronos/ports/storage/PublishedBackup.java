package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Manifest;
import java.util.Optional;

/** A backup on its shelf, for reading: its manifest as it is there now, and its artifacts. */
public interface PublishedBackup {

  Manifest manifest();

  /** The SHA-256 of the manifest's bytes. */
  Sha256 checksum();

  /**
   * The reader of an artifact that the manifest names; whether its file is there is found out by
   * reading.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code NOT_FOUND} where the manifest
   *     names none of that name
   */
  ArtifactReader artifact(ArtifactName name);

  /**
   * The list of checksums that lies beside the manifest, for {@code sha256sum -c}: a person without
   * CHRONOS goes by it. Empty where it is not there; what there is, is compared with nothing.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException where it cannot be read
   */
  Optional<byte[]> checksums();

  default BackupId id() {
    return manifest().order().id();
  }
}
