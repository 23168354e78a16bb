package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Locale;
import java.util.Optional;

/** What a trial's scratch database, its role and its sessions are called. */
record ScratchName(BackupId drill) {
  private static final String PREFIX = "chronos_drill_";

  /** What their comments begin with. */
  static final String MARK = "CHRONOS drill";

  /** The trial whose database or role has that name; empty for all others. */
  static Optional<ScratchName> parse(String name) {
    if (!name.startsWith(PREFIX) || name.indexOf('_', PREFIX.length()) < 0) {
      return Optional.empty();
    }
    int middle = name.indexOf('_', PREFIX.length());
    String id =
        name.substring(PREFIX.length(), middle).toUpperCase(Locale.ROOT)
            + "-"
            + name.substring(middle + 1);
    return BackupId.parse(id).map(ScratchName::new);
  }

  /** Of the database, and of the role. */
  String value() {
    return PREFIX + drill.value().toLowerCase(Locale.ROOT).replace('-', '_');
  }

  String comment() {
    return MARK + " " + drill + ": a scratch place, removed when the drill ends";
  }

  /** The session that lasts as long as the trial and tells others that it goes on. */
  String presence() {
    return "chronos-drill-" + drill;
  }

  /** The sessions that work. */
  String session() {
    return "chronos-trial-" + drill;
  }
}
