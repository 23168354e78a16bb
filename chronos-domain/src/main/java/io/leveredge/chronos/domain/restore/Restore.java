package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One restore: what was asked for, and what came of it so far.
 *
 * @param safety the backup that was taken just before
 * @param components what became of each that was touched
 * @param problem why it failed as a whole, for example because its backup is corrupt
 * @param undoUntil until when what it replaced is kept for an undo
 */
public record Restore(
    RestoreOrder order,
    RestoreState state,
    Optional<Instant> endedAt,
    Optional<BackupId> safety,
    List<ComponentOutcome> components,
    Optional<ComponentOutcome.Failure> problem,
    Optional<Instant> undoUntil) {
  public Restore {
    components = List.copyOf(components);
    if (endedAt.isPresent() == (state == RestoreState.RUNNING)) {
      throw new IllegalArgumentException(order.id() + " is " + state + " and ended: " + endedAt);
    }
  }

  public static Restore running(RestoreOrder order) {
    return new Restore(
        order,
        RestoreState.RUNNING,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** One that ended before any component was touched. */
  public static Restore ended(
      RestoreOrder order, RestoreState state, Instant at, ErrorCode code, String problem) {
    return new Restore(
        order,
        state,
        Optional.of(at),
        Optional.empty(),
        List.of(),
        Optional.of(new ComponentOutcome.Failure(code, problem)),
        Optional.empty());
  }

  /** The same, of which nothing is kept any more. */
  public Restore notUndoable() {
    return new Restore(order, state, endedAt, safety, components, problem, Optional.empty());
  }

  public RestoreId id() {
    return order.id();
  }

  /** From its creation to its end; never negative, whatever the clock did. */
  public Optional<Duration> took() {
    return endedAt
        .map(end -> Duration.between(order.createdAt(), end))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }
}
