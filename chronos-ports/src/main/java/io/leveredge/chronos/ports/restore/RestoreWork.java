package io.leveredge.chronos.ports.restore;

import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.Map;
import java.util.Optional;

/**
 * What a component is to be put back from, and how.
 *
 * @param backup whose needed bytes have been verified, unless only a plan is wanted
 * @param undoing the backup whose restore is being taken back: what only that one holds was made by
 *     the restore and goes away again
 * @param renamed what the restore that is taken back put back under another name or id, old to new,
 *     as its outcome has it; empty where nothing is taken back, or its outcome was not to be had
 */
public record RestoreWork(
    RestoreId id,
    PublishedBackup backup,
    RestoreChoice choice,
    Optional<PublishedBackup> undoing,
    Map<String, String> renamed,
    CaptureProgress progress) {
  public RestoreWork {
    renamed = Map.copyOf(renamed);
  }

  /** Where nothing is known to have come back under another name. */
  public RestoreWork(
      RestoreId id,
      PublishedBackup backup,
      RestoreChoice choice,
      Optional<PublishedBackup> undoing,
      CaptureProgress progress) {
    this(id, backup, choice, undoing, Map.of(), progress);
  }
}
