package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import java.util.List;
import java.util.Optional;

/**
 * Part of a listing.
 *
 * @param next the cursor of the page that follows, or empty where this is the last
 */
public record BackupPage(List<Backup> backups, Optional<BackupId> next) {
  public BackupPage {
    backups = List.copyOf(backups);
  }
}
