package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/**
 * The name of one restore, planned or done. Drawn from the same sequence as the ids of backups, so
 * that a busy target can name the job that has it, whichever it is.
 */
public record RestoreId(BackupId job) implements Comparable<RestoreId> {

  /** The id a text names, or empty where no id has that form. */
  public static Optional<RestoreId> parse(String text) {
    return BackupId.parse(text).map(RestoreId::new);
  }

  public String value() {
    return job.value();
  }

  @Override
  public int compareTo(RestoreId other) {
    return job.compareTo(other.job);
  }

  @Override
  public String toString() {
    return job.value();
  }
}
