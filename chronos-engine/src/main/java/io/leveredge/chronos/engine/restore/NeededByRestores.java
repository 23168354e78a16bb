package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.engine.history.DeletionGuard;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.system.Clock;
import java.util.List;
import java.util.Optional;

/** Backups that a restore reads, and those by which one can still be taken back. */
public final class NeededByRestores implements DeletionGuard {
  private final RunningRestores running;
  private final RestoreLog log;
  private final Clock clock;

  public NeededByRestores(RunningRestores running, RestoreLog log, Clock clock) {
    this.running = running;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Why it has to stay. A log that does not answer guards nothing: what is deleted lies in the
   * trash.
   */
  @Override
  public Optional<String> needs(BackupId id) {
    return running.all().stream()
        .filter(job -> job.order().backup().equals(id))
        .map(job -> "Restore %s is putting %s back".formatted(job.id(), id))
        .findFirst()
        .or(() -> takesBack(id));
  }

  private Optional<String> takesBack(BackupId id) {
    return undoable().stream()
        .filter(restore -> restore.safety().equals(Optional.of(id)))
        .filter(
            restore ->
                restore.undoUntil().filter(until -> !until.isBefore(clock.now())).isPresent())
        .map(
            restore ->
                "Until %s restore %s can be taken back by its safety backup %s"
                    .formatted(restore.undoUntil().orElseThrow(), restore.id(), id))
        .findFirst();
  }

  private List<Restore> undoable() {
    try {
      return log.undoable();
    } catch (ChronosException silent) {
      if (silent.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw silent;
      }
      return List.of();
    }
  }
}
