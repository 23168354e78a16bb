package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What of a restore there may be to take back. */
final class Undoable {
  private Undoable() {}

  /** Until when that is possible, from now on; empty where nothing can have been changed. */
  static Optional<Instant> until(List<ComponentOutcome> outcomes, Instant now, Duration kept) {
    return outcomes.stream().anyMatch(Undoable::mayHaveChanged)
        ? Optional.of(now.plus(kept))
        : Optional.empty();
  }

  /**
   * What failed midway may have changed some of it, but for a database, which takes all or none;
   * the server may have left open which.
   */
  static boolean mayHaveChanged(ComponentOutcome outcome) {
    return switch (outcome.state()) {
      case RESTORED -> true;
      case FAILED ->
          outcome.component() != Component.DATABASE
              || outcome.failure().orElseThrow().code() == ErrorCode.RESTORE_OUTCOME_UNKNOWN;
      case PLANNED -> false;
    };
  }
}
