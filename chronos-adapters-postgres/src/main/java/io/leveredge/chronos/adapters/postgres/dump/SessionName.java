package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.backup.BackupId;

/** The application name of a backup's sessions, by which they are found again. */
final class SessionName {
  private SessionName() {}

  /** At most 63 bytes, so that the server does not cut it. */
  static String of(BackupId id) {
    return "chronos-" + id;
  }
}
