package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import java.util.EnumSet;
import java.util.Set;

/** Which statements of a dump a restore passes over, and lists. */
public record LeaveOut(Set<StatementKind> kinds) {

  /** Everything is restored. */
  public static final LeaveOut NOTHING = new LeaveOut(EnumSet.noneOf(StatementKind.class));

  /**
   * For a place that has none of the roles and must not act on its own: whatever names a role,
   * subscribes to another server or runs on every change of the schema.
   */
  public static final LeaveOut FOR_SCRATCH =
      new LeaveOut(
          EnumSet.of(
              StatementKind.OWNER,
              StatementKind.GRANT,
              StatementKind.SECURITY_LABEL,
              StatementKind.POLICY,
              StatementKind.USER_MAPPING,
              StatementKind.SUBSCRIPTION,
              StatementKind.EVENT_TRIGGER));

  /** What the settings of a database keep out of dumps, they keep out of restores. */
  public static LeaveOut of(DatabaseSettings settings) {
    Set<StatementKind> kinds = EnumSet.noneOf(StatementKind.class);
    if (settings.noOwner()) {
      kinds.add(StatementKind.OWNER);
    }
    if (settings.noAcl()) {
      kinds.add(StatementKind.GRANT);
    }
    return new LeaveOut(kinds);
  }

  public LeaveOut {
    kinds = Set.copyOf(kinds);
  }
}
