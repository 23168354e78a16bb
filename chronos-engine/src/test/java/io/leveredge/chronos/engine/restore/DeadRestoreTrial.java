package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Restores that a process left behind when it died, and what settles them. */
abstract class DeadRestoreTrial {
  static final Map<String, String> FIRST = Map.of("step", "filling");
  static final Map<String, String> SECOND = Map.of("step", "swapping");
  static final TargetName GONE = new TargetName("gone");

  final RestoringEngine restoring = new RestoringEngine();
  private Optional<Backup> taken = Optional.empty();

  @BeforeEach
  final void somethingToPutBack() throws Exception {
    taken = Optional.of(restoring.backUp());
    restoring.spoil();
  }

  final BackupId backup() {
    return taken.orElseThrow().id();
  }

  /** Settles the only one that can be. */
  final Restore settled() {
    List<Restore> settled = restoring.settleDeadRestores().settle();
    assertThat(settled).hasSize(1);
    return settled.getFirst();
  }

  final void diesInTheMiddle(RestoreOrder order, Component component) {
    try (RestoreJournal.Run dies = restoring.journal.begin(order)) {
      dies.steps(component).next(FIRST);
    }
  }

  final RestoreOrder order(Component... components) {
    return order(TargetName.DEFAULT, components);
  }

  final RestoreOrder order(TargetName target, Component... components) {
    return order(target, Optional.empty(), components);
  }

  final RestoreOrder order(TargetName target, Optional<RestoreId> undoes, Component... components) {
    return new RestoreOrder(
        new RestoreId(restoring.engine.ids.next()),
        backup(),
        target,
        RestoreChoice.of(Set.of(components)),
        undoes,
        false,
        Optional.empty(),
        RestoringEngine.RESTORER.name(),
        restoring.engine.clock.now());
  }
}
