package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.catalog.BackupPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns rows into backups, and says once of each row that it cannot. */
final class RowReader {
  private final ResultsJson json;
  private final UnreadableRows unreadable = new UnreadableRows("its manifest is asked");

  RowReader(ResultsJson json) {
    this.json = json;
  }

  /** The row that keeps a backup. */
  BackupRow row(Backup backup) {
    return BackupRow.from(backup, json);
  }

  /**
   * The backup that a row keeps.
   *
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} when this version cannot read it
   */
  Backup read(BackupRow row) {
    return unreadable.reported(row.id(), () -> row.toBackup(json));
  }

  /**
   * A page of so many rows, of which one more may have been read.
   *
   * <p>A row whose id is none is only reported: there is no way to ask for it.
   */
  BackupPage page(List<BackupRow> rows, int limit) {
    List<Backup> backups = new ArrayList<>();
    List<BackupId> withoutSense = new ArrayList<>();
    Optional<BackupId> last = Optional.empty();
    for (BackupRow row : rows.subList(0, Math.min(limit, rows.size()))) {
      Optional<BackupId> id = BackupId.parse(row.id());
      last = id.isPresent() ? id : last;
      try {
        backups.add(read(row));
      } catch (ChronosException reportedAlready) {
        id.ifPresent(withoutSense::add);
      }
    }
    return new BackupPage(backups, rows.size() > limit ? last : Optional.empty(), withoutSense);
  }
}
