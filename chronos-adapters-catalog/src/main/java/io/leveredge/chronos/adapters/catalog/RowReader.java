package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.catalog.BackupPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Turns rows into backups, and says once of each row that it cannot. */
final class RowReader {
  private static final System.Logger LOG = System.getLogger(RowReader.class.getName());

  private final ResultsJson json;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

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
    try {
      return row.toBackup(json);
    } catch (ChronosException unreadable) {
      if (reported.add(row.id())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0}; while that is so, its manifest is asked",
            unreadable.getMessage());
      }
      throw unreadable;
    }
  }

  /**
   * A page of so many rows, of which one more may have been read.
   *
   * <p>A row whose id is none is only reported: there is no way to ask for it.
   */
  BackupPage page(List<BackupRow> rows, int limit) {
    List<Backup> backups = new ArrayList<>();
    List<BackupId> unreadable = new ArrayList<>();
    Optional<BackupId> last = Optional.empty();
    for (BackupRow row : rows.subList(0, Math.min(limit, rows.size()))) {
      Optional<BackupId> id = BackupId.parse(row.id());
      last = id.isPresent() ? id : last;
      try {
        backups.add(read(row));
      } catch (ChronosException reportedAlready) {
        id.ifPresent(unreadable::add);
      }
    }
    return new BackupPage(backups, rows.size() > limit ? last : Optional.empty(), unreadable);
  }
}
