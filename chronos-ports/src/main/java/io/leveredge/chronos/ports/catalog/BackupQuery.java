package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which backups to list.
 *
 * @param holding only published ones that hold this component whole
 * @param states any of these
 * @param since ordered at or after, by the time that the id tells
 * @param until ordered before
 * @param before only ids below this one: the cursor
 * @param limit at most so many, 1 to 1000
 */
public record BackupQuery(
    Optional<TargetFilter> target,
    Optional<Tier> tier,
    Optional<BackupType> type,
    Optional<Component> holding,
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
    states = Collections.unmodifiableSet(EnumSet.copyOf(states));
  }

  /** The newest backups in any of those states. */
  public static BackupQuery newest(Set<BackupState> states, int limit) {
    return new BackupQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        states,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** The newest restorable backups of all targets. */
  public static BackupQuery restorable(int limit) {
    return newest(EnumSet.of(BackupState.COMPLETED), limit);
  }

  /** Of that target only. */
  public BackupQuery of(TargetName only) {
    return new BackupQuery(
        Optional.of(TargetFilter.of(only)),
        tier,
        type,
        holding,
        states,
        since,
        until,
        before,
        limit);
  }

  /** Only those below that cursor. */
  public BackupQuery below(BackupId cursor) {
    return new BackupQuery(
        target, tier, type, holding, states, since, until, Optional.of(cursor), limit);
  }

  /** Ordered at or after that. */
  public BackupQuery since(Instant from) {
    return new BackupQuery(
        target, tier, type, holding, states, Optional.of(from), until, before, limit);
  }

  /** Whether a backup is one of those asked for, the limit aside. */
  public boolean matches(Backup backup) {
    var order = backup.order();
    return target.map(filter -> filter.matches(order)).orElse(true)
        && tier.map(order.tier()::equals).orElse(true)
        && type.map(order.type()::equals).orElse(true)
        && holding.map(backup::holds).orElse(true)
        && states.contains(backup.state())
        && since.map(from -> !backup.id().instant().isBefore(from)).orElse(true)
        && until.map(to -> backup.id().instant().isBefore(to)).orElse(true)
        && before.map(cursor -> backup.id().compareTo(cursor) < 0).orElse(true);
  }
}
