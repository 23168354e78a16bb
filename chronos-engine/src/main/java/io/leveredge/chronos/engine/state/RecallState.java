package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a catalog that lost it what the newest backup that can be read carries of CHRONOS's state.
 */
public final class RecallState {
  private static final System.Logger LOG = System.getLogger(RecallState.class.getName());

  /** Far more than the lists can hold, and little enough to be read at once. */
  private static final long LARGEST = 64L << 20;

  private final ArtifactStore store;
  private final StateFormat format;
  private final BackupCatalog catalog;
  private final TellRestoreLog restores;

  public RecallState(
      ArtifactStore store, StateFormat format, BackupCatalog catalog, TellRestoreLog restores) {
    this.store = store;
    this.format = format;
    this.catalog = catalog;
    this.restores = restores;
  }

  /**
   * Tells the catalog now. A backup that is there again is not called deleted.
   *
   * @return how many runs, deletions and restores it was told
   * @throws ChronosException where the catalog or the directory does not answer
   */
  public int recall() {
    List<Backup> published = store.published();
    Optional<OwnState> newest =
        published.stream().map(Backup::id).flatMap(id -> read(id).stream()).findFirst();
    List<Backup> runs = newest.map(OwnState::runs).orElse(List.of());
    Set<BackupId> there = published.stream().map(Backup::id).collect(Collectors.toSet());
    List<Deletion> deletions =
        newest.map(OwnState::deletions).orElse(List.of()).stream()
            .filter(deletion -> !there.contains(deletion.id()))
            .toList();
    runs.forEach(catalog::record);
    deletions.forEach(
        deletion -> catalog.recordDeletion(deletion.id(), deletion.by(), deletion.at()));
    return runs.size()
        + deletions.size()
        + restores.recall(newest.map(OwnState::restores).orElse(List.of()));
  }

  private Optional<OwnState> read(BackupId id) {
    try {
      return store.open(id).flatMap(this::read);
    } catch (ChronosException unreadable) {
      if (unreadable.code() != ErrorCode.BACKUP_CORRUPT) {
        throw unreadable;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The state in {0} cannot be read, an older one is: {1}",
          id,
          unreadable.getMessage());
      return Optional.empty();
    }
  }

  private Optional<OwnState> read(PublishedBackup backup) {
    boolean carriesIt =
        backup.manifest().ownArtifacts().stream()
            .filter(artifact -> artifact.name().equals(OwnState.ARTIFACT))
            .map(Artifact::plainBytes)
            .anyMatch(bytes -> bytes.value() <= LARGEST);
    if (!carriesIt) {
      return Optional.empty();
    }
    try (InputStream plain = backup.artifact(OwnState.ARTIFACT).plain()) {
      return Optional.of(format.read(plain.readAllBytes()));
    } catch (IOException unreadable) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          "The state in " + backup.id() + " cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }
}
