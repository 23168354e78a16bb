package io.leveredge.chronos.domain.backup;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup.Outcome.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The truth about one published backup, written last, as {@code manifest.json}.
 *
 * @param formatVersion of the directory as a whole; docs/format.md says what each holds
 * @param writtenBy the program and its version
 * @param ownArtifacts what CHRONOS keeps of itself in each backup, beside the components
 * @param parent the backup that an incremental builds on
 */
public record Manifest(
    int formatVersion,
    String writtenBy,
    BackupOrder order,
    BackupState state,
    Instant completedAt,
    List<ComponentResult> components,
    List<Artifact> ownArtifacts,
    Optional<BackupId> parent) {

  public static final int CURRENT_FORMAT = 1;

  public Manifest {
    components = List.copyOf(components);
    ownArtifacts = List.copyOf(ownArtifacts);
    if (formatVersion < 1) {
      throw new IllegalArgumentException("Not a format version: " + formatVersion);
    }
  }

  /** Every file of the backup but the manifest, the checksums and the facts. */
  public List<Artifact> artifacts() {
    return Stream.concat(
            components.stream().map(ComponentResult::artifacts).flatMap(List::stream),
            ownArtifacts.stream())
        .toList();
  }

  /** The backup that this manifest, found in that directory with that checksum, describes. */
  public Backup asBackup(String directory, Sha256 checksum) {
    return new Backup(order, new Published(state, completedAt, components, directory, checksum));
  }
}
