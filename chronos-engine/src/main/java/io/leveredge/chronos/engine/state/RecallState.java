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
 * Tells a catalog that lost it what the backups carry of CHRONOS's state: the newest, and where
 * that is not whole, for example because the catalog was away when it was written, those before it,
 * up to one that is.
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
   * Tells the catalog now, and once it has heard all of it, that it has. A backup that is there
   * again is not called deleted. Where no backup lies, a directory may just not be mounted: then
   * the catalog counts as one that was not told.
   *
   * @return how many runs, deletions and restores it was told
   * @throws ChronosException where the catalog or the directory does not answer; to be repeated
   */
  public int recall() {
    List<Backup> published = store.published();
    Set<BackupId> there = published.stream().map(Backup::id).collect(Collectors.toSet());
    MergedStates known = merged(published);
    List<Deletion> deletions =
        known.deletions().stream().filter(deletion -> !there.contains(deletion.id())).toList();
    known.runs().forEach(catalog::record);
    deletions.forEach(
        deletion -> catalog.recordDeletion(deletion.id(), deletion.by(), deletion.at()));
    int told = known.runs().size() + deletions.size() + restores.recall(known.restores());
    if (!published.isEmpty()) {
      catalog.recordRecall();
    }
    if (told > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "The catalog was told of {0} failed runs, deletions and restores that the backups carry",
          told);
    }
    return told;
  }

  private MergedStates merged(List<Backup> published) {
    MergedStates merged = new MergedStates();
    List<Backup> latestFirst = published.stream().sorted(ByPublication.ORDER.reversed()).toList();
    for (Backup backup : latestFirst) {
      Optional<OwnState> state = read(backup.id());
      state.ifPresent(merged::add);
      if (state.filter(OwnState::complete).isPresent()) {
        break;
      }
    }
    return merged;
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
