package io.leveredge.chronos.domain.state;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What CHRONOS knew at one moment and no manifest tells, so that a catalog that is rebuilt from the
 * backups alone has it again. Schedules, policies and holds become further lists of it once there
 * are any.
 *
 * @param previous the backup that was published last before, of whatever target: a chain in which a
 *     backup that is missing or was replaced is noticed
 * @param lacking what could not be found out or is left out, for a person; empty where it is whole
 * @param runs that ended without a backup, the newest first
 * @param deletions the latest first
 * @param restores that have ended, and dry runs, the newest first
 */
public record OwnState(
    Instant writtenAt,
    Optional<Link> previous,
    List<String> lacking,
    List<Backup> runs,
    List<Deletion> deletions,
    List<Restore> restores) {

  /** The artifact of a backup that holds it. */
  public static final ArtifactName ARTIFACT = new ArtifactName("state.jsonl.gz");

  /**
   * A backup and what it was.
   *
   * @param manifest the SHA-256 of its {@code manifest.json}, which covers every byte of it
   */
  public record Link(BackupId id, Sha256 manifest) {}

  public OwnState {
    lacking = List.copyOf(lacking);
    runs = List.copyOf(runs);
    deletions = List.copyOf(deletions);
    restores = List.copyOf(restores);
    for (Backup run : runs) {
      if (!(run.outcome() instanceof Backup.Outcome.Unfinished)) {
        throw new IllegalArgumentException(run.id() + " is " + run.state() + ", not a failed run");
      }
    }
    for (Restore restore : restores) {
      if (restore.state() == RestoreState.RUNNING) {
        throw new IllegalArgumentException("The restore " + restore.id() + " has not ended");
      }
    }
  }

  /** Whether it holds everything there was to tell. */
  public boolean complete() {
    return lacking.isEmpty();
  }
}
