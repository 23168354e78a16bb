package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import java.util.List;
import java.util.Optional;

/**
 * Part of a listing.
 *
 * @param next the cursor of the page that follows, or empty where this is the last
 * @param unreadable backups that belong on this page and of which only that is known, for example
 *     because a later version wrote what is known of them; they count for the page's limit
 */
public record BackupPage(List<Backup> backups, Optional<BackupId> next, List<BackupId> unreadable) {
  public BackupPage {
    backups = List.copyOf(backups);
    unreadable = List.copyOf(unreadable);
  }

  /** One on which nothing is lacking. */
  public BackupPage(List<Backup> backups, Optional<BackupId> next) {
    this(backups, next, List.of());
  }
}
