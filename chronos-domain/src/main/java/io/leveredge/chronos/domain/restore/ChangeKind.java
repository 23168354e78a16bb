package io.leveredge.chronos.domain.restore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of one thing: a table, a file, a workflow. */
public enum ChangeKind {
  /** It is not there, and will be. */
  CREATED,
  /** A table's rows and definition give way to those of the backup. */
  REPLACED,
  /** A table that the backup does not hold goes away. */
  DROPPED,
  /** A file gets the content, mode, owner or time of the backup. */
  OVERWRITTEN,
  /**
   * A file that the backup does not hold is removed; in an undo, a workflow that the restore made.
   */
  DELETED,
  /** Something that the backup does not hold and that stays. */
  EXTRA,
  /** A workflow gets the content of the backup. */
  UPDATED,
  /** A workflow that runs now stops. */
  DEACTIVATED,
  /** It is as the backup has it. */
  UNCHANGED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChangeKind> fromWire(String word) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(word)).findFirst();
  }
}
