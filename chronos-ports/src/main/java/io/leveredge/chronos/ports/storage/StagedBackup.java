package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Manifest;

/** A backup in the making, visible to nobody. */
public interface StagedBackup extends AutoCloseable {

  /**
   * Opens a new artifact. One at a time may be open per name; several names may be open at once.
   */
  ArtifactSink artifact(ArtifactName name, Codec codec);

  /**
   * Makes the backup visible under the first free of its names: checksums and manifest are written
   * and synced, then the directory is renamed and its parent synced. When this returns, a power cut
   * leaves the backup whole; when it throws, there is no backup.
   *
   * @return the backup with its directory and the manifest's checksum
   * @throws IllegalArgumentException when the manifest names an artifact other than as it was
   *     finished here, or is of another order: it would promise what is not there
   */
  Backup publish(Manifest manifest);

  /** Removes everything unless it was published. Closing twice does nothing. */
  @Override
  void close();
}
