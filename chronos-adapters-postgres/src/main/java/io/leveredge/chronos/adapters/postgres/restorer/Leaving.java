package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.StatementKind;
import java.util.EnumSet;
import java.util.Set;

/** What the settings of a database keep out of dumps, they keep out of restores. */
final class Leaving {
  private Leaving() {}

  static LeaveOut of(DatabaseSettings settings) {
    Set<StatementKind> kinds = EnumSet.noneOf(StatementKind.class);
    if (settings.noOwner()) {
      kinds.add(StatementKind.OWNER);
    }
    if (settings.noAcl()) {
      kinds.add(StatementKind.GRANT);
    }
    return new LeaveOut(kinds);
  }
}
