package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.domain.backup.BackupType;
import java.util.Set;

/** Reads the body of {@code POST /backup}. */
final class BackupRequestReader {
  static final int LONGEST_REASON = 2000;
  static final int LONGEST_TEXT = 200;

  private BackupRequestReader() {}

  /**
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code UNKNOWN_FIELD} or {@code
   *     INVALID_FIELD}, naming the field
   */
  static BackupCall read(JsonFields body) {
    body.requireOnly(BackupWords.FIELDS);
    return new BackupCall(
        body.word(BackupWords.TYPE, BackupWords.TYPES).orElse(BackupType.FULL),
        Set.copyOf(body.words(BackupWords.COMPONENTS, BackupWords.COMPONENT_NAMES)),
        body.text(BackupWords.TARGET, LONGEST_TEXT),
        body.text(BackupWords.REASON, LONGEST_REASON),
        body.text(BackupWords.LABEL, LONGEST_TEXT),
        body.text(BackupWords.REQUESTED_BY, LONGEST_TEXT),
        body.flag(BackupWords.WAIT).orElse(true),
        body.flag(BackupWords.ALLOW_PARTIAL).orElse(false));
  }
}
