package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which backups to list.
 *
 * @param states any of these
 * @param since created at or after
 * @param until created before
 * @param before only ids below this one: the cursor
 * @param limit at most so many, 1 to 1000
 */
public record BackupQuery(
    Optional<TargetName> target,
    Optional<Tier> tier,
    Optional<BackupType> type,
    Set<BackupState> states,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<BackupId> before,
    int limit) {
  public static final int LARGEST_PAGE = 1000;

  public BackupQuery {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1000 backups, not " + limit);
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException("A query for no state finds nothing");
    }
    states = java.util.Collections.unmodifiableSet(EnumSet.copyOf(states));
  }

  /** The newest restorable backups of all targets. */
  public static BackupQuery restorable(int limit) {
    return new BackupQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EnumSet.of(BackupState.COMPLETED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** Whether a backup is one of those asked for, the limit aside. */
  public boolean matches(Backup backup) {
    var order = backup.order();
    return target.map(order.target()::equals).orElse(true)
        && tier.map(order.tier()::equals).orElse(true)
        && type.map(order.type()::equals).orElse(true)
        && states.contains(backup.state())
        && since.map(from -> !order.createdAt().isBefore(from)).orElse(true)
        && until.map(to -> order.createdAt().isBefore(to)).orElse(true)
        && before.map(cursor -> backup.id().compareTo(cursor) < 0).orElse(true);
  }
}
