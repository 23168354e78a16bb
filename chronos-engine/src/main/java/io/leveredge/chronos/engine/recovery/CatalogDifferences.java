package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.List;

/**
 * In what the catalog and the backup directory differ.
 *
 * @param compared how many backups both know
 * @param unknownToCatalog lie in the directory, and the catalog does not know of them
 * @param withoutDirectory are published by the catalog's account, and do not lie in the directory
 * @param different are known to both, and not as the same
 * @param unreadable directories that look like backups and cannot be read as such
 */
public record CatalogDifferences(
    int compared,
    List<BackupId> unknownToCatalog,
    List<BackupId> withoutDirectory,
    List<Difference> different,
    List<Unreadable> unreadable) {
  public CatalogDifferences {
    unknownToCatalog = List.copyOf(unknownToCatalog);
    withoutDirectory = List.copyOf(withoutDirectory);
    different = List.copyOf(different);
    unreadable = List.copyOf(unreadable);
  }

  /** Whether both tell the same. Directories that are no backups are no difference. */
  public boolean none() {
    return unknownToCatalog.isEmpty() && withoutDirectory.isEmpty() && different.isEmpty();
  }

  /** A directory that is no backup, and why. */
  public record Unreadable(String directory, String reason) {}

  /** One thing that is told of a backup in two ways. */
  public record Difference(
      BackupId backup, String what, String inTheCatalog, String inTheDirectory) {}
}
