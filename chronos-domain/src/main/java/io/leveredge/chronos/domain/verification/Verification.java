package io.leveredge.chronos.domain.verification;

import io.leveredge.chronos.domain.backup.BackupId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What reading every byte of a backup, and of those it builds on, has found.
 *
 * @param files in the order of their names, the manifest first
 */
public record Verification(BackupId backup, Instant at, List<FileVerdict> files) {
  public Verification {
    files = List.copyOf(files);
  }

  /** All in one word. */
  public enum Finding {
    INTACT,
    CORRUPT,
    MISSING;

    /** The word in answers and facts. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The first file that is not as it was written. */
  public Optional<FileVerdict> firstFault() {
    return files.stream().filter(file -> !(file instanceof FileVerdict.Intact)).findFirst();
  }

  /** Whether all is well; of several faults, a corrupt file counts before a missing one. */
  public Finding finding() {
    if (files.stream().anyMatch(FileVerdict.Corrupt.class::isInstance)) {
      return Finding.CORRUPT;
    }
    return files.stream().anyMatch(FileVerdict.Missing.class::isInstance)
        ? Finding.MISSING
        : Finding.INTACT;
  }
}
