package io.leveredge.chronos.ports.hook;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.util.Optional;

/**
 * What a hook is told. Each of it is a word of one form or was configured: no text of a request is
 * among it.
 *
 * @param ended how the capture or the backup ended; there exactly where the hook comes after it
 * @param directory of the published backup, relative to the backup directory
 */
public record HookCall(
    HookPoint point,
    BackupId id,
    TargetName target,
    BackupType type,
    Tier tier,
    Optional<BackupState> ended,
    Optional<String> directory) {
  public HookCall {
    if (ended.isPresent() != (point.moment() == HookPoint.Moment.AFTER)) {
      throw new IllegalArgumentException("The hook " + point + " with the end " + ended);
    }
  }

  /** The call of a hook that comes before. */
  public static HookCall before(HookPoint point, BackupOrder order) {
    return of(point, order, Optional.empty());
  }

  /** The call of a hook that comes after, and learns how it ended. */
  public static HookCall after(HookPoint point, BackupOrder order, BackupState ended) {
    return of(point, order, Optional.of(ended));
  }

  private static HookCall of(HookPoint point, BackupOrder order, Optional<BackupState> ended) {
    return new HookCall(
        point, order.id(), order.target(), order.type(), order.tier(), ended, Optional.empty());
  }

  /** The same, with where the backup was published. */
  public HookCall in(Optional<String> published) {
    return new HookCall(point, id, target, type, tier, ended, published);
  }

  public boolean isAfter() {
    return point.moment() == HookPoint.Moment.AFTER;
  }
}
