package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a backup that cannot fit before it is begun. The guess is what the component took last
 * time and a quarter more; without a last time, a third of what the source says it holds, which is
 * on the high side for a compressed dump: an index is in the source's figure and not in the dump.
 */
final class SpaceCheck {
  private static final int LOOK_BACK = 20;

  private final ArtifactStore store;
  private final FindBackups history;

  SpaceCheck(ArtifactStore store, FindBackups history) {
    this.store = store;
    this.history = history;
  }

  /**
   * @throws ChronosException {@code INSUFFICIENT_SPACE} where the backup would not fit
   */
  void require(ProtectedTarget target, Set<Component> components) {
    ByteCount needed = ByteCount.ZERO;
    for (Component component : components) {
      needed = needed.plus(guess(target, component));
    }
    ByteCount free = store.freeSpace();
    if (needed.compareTo(free) > 0) {
      throw new ChronosException(
          ErrorCode.INSUFFICIENT_SPACE,
          "The backup will take about %s and %s are free".formatted(needed, free));
    }
  }

  private ByteCount guess(ProtectedTarget target, Component component) {
    return target
        .source(component)
        .map(
            source ->
                lastSize(target.name(), component)
                    .map(last -> ByteCount.of(last.value() + last.value() / 4))
                    .or(() -> source.estimate().map(plain -> ByteCount.of(plain.value() / 3)))
                    .orElse(ByteCount.ZERO))
        .orElse(ByteCount.ZERO);
  }

  private Optional<ByteCount> lastSize(TargetName target, Component component) {
    BackupQuery last = BackupQuery.restorable(LOOK_BACK).of(target);
    return history.list(last).backups().stream()
        .flatMap(backup -> backup.published().stream())
        .flatMap(published -> published.components().stream())
        .filter(result -> result.component() == component)
        .filter(result -> result.state() == ComponentResult.State.COMPLETED)
        .findFirst()
        .map(ComponentResult::size);
  }
}
