package io.leveredge.chronos.domain.restore;

import java.util.Locale;

/**
 * What stands in the way of a restore, or what a person should settle before.
 *
 * @param blocks whether the restore is refused as long as it is there
 * @param what happened or is missing, with names and numbers
 * @param hint what to do about it
 */
public record Obstacle(Kind kind, boolean blocks, String what, String hint) {

  /** What sort of thing it is. */
  public enum Kind {
    ROLE,
    EXTENSION,
    TABLESPACE,
    PRIVILEGE,
    VERSION,
    DISK_SPACE,
    SESSIONS,
    /** Objects that came since the backup and that the restore would break or drop. */
    DRIFT,
    CORRUPT,
    /** A credential that workflows name and n8n does not have. */
    CREDENTIAL,
    /** Something of the backup that has no place at the target. */
    PLACE,
    /** What is asked for is not in the backup. */
    MISSING,
    /** Whether there is an obstacle could not be found out. */
    UNKNOWN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Obstacle blocking(Kind kind, String what, String hint) {
    return new Obstacle(kind, true, what, hint);
  }

  public static Obstacle warning(Kind kind, String what, String hint) {
    return new Obstacle(kind, false, what, hint);
  }
}
