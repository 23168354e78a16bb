package io.leveredge.chronos.api.request;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an id from a path, before anything is looked up with it. */
public final class IdReader {
  private static final int LONGEST = 128;
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]+");

  private IdReader() {}

  /**
   * The id, or empty for a text that could be an id of somebody's but is none of ours.
   *
   * @throws ChronosException {@code INVALID_ID} for a text that can be nobody's
   */
  public static Optional<BackupId> read(String text) {
    if (text.length() > LONGEST) {
      throw new ChronosException(
          ErrorCode.INVALID_ID,
          "An id has at most %d characters, not %d".formatted(LONGEST, text.length()));
    }
    if (!HARMLESS.matcher(text).matches() || text.contains("..")) {
      throw new ChronosException(
          ErrorCode.INVALID_ID, "An id has only letters, digits, '.', '_' and '-', and no '..'");
    }
    return BackupId.parse(text);
  }

  /**
   * The same, where nothing else will do.
   *
   * @throws ChronosException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public static BackupId require(String text) {
    return read(text).orElseThrow(() -> notFound(text));
  }

  /**
   * The id of a restore.
   *
   * @throws ChronosException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public static RestoreId requireRestore(String text) {
    return read(text).map(RestoreId::new).orElseThrow(() -> noRestore(text));
  }

  /** That there is no such restore. */
  public static ChronosException noRestore(String id) {
    return new ChronosException(ErrorCode.NOT_FOUND, "There is no restore '" + id + "'")
        .with("restore_id", id);
  }

  /** That there is no such backup. */
  public static ChronosException notFound(String id) {
    return new ChronosException(ErrorCode.NOT_FOUND, "There is no backup '" + id + "'")
        .with("backup_id", id);
  }
}
