package io.leveredge.chronos.ports.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreId;
import java.util.List;
import java.util.Map;

/**
 * One component of one target, as something that a backup is put back into.
 *
 * <p>Every failure is a {@code ChronosException}. An interrupt of the thread ends each call soon.
 * Everything that a call started (processes, sessions) has ended when it returns or throws.
 */
public interface ComponentRestorer {

  Component component();

  /**
   * What {@link #restore} would do now, and what would keep it from it. Changes nothing at all, at
   * the target or elsewhere. What is asked for and not in the backup is an obstacle.
   */
  ComponentPlan plan(RestoreWork work, PlanPage page);

  /**
   * Puts the component back and checks what came of it. When it throws, everything is as it was, as
   * far as the component allows; what it does not allow the message says.
   *
   * @param steps told of each step that a dead process must not leave half done, before it is taken
   * @return the outcome, whose state is {@code RESTORED}
   */
  ComponentOutcome restore(RestoreWork work, StepLog steps);

  /**
   * Takes back what a restore did, by what it kept and without any backup.
   *
   * @param done what {@link #restore} answered then, or this
   * @return whether there was something kept; where not, nothing was done, and the safety backup is
   *     what there is
   */
  java.util.Optional<ComponentOutcome> takeBack(RestoreId id, ComponentOutcome done, StepLog steps);

  /** Whether {@link #takeBack} would find something kept. Changes nothing. */
  boolean keeps(ComponentOutcome done);

  /** Removes what was kept for an undo; does nothing where it is gone. */
  void forget(ComponentOutcome done);

  /**
   * Ends what a process that is dead left in the middle of a restore or of a taking back: it is
   * finished or rolled back. May be called any number of times; nobody else works on the target
   * meanwhile.
   *
   * @param steps as {@link StepLog} was told of them, in their order
   */
  Settlement settle(RestoreId id, List<Map<String, String>> steps);

  /**
   * What became of a restore that was left in the middle.
   *
   * @param finished whether it is done; otherwise everything is as it was before
   * @param what for a person
   * @param facts those of the outcome, where it is finished
   */
  record Settlement(boolean finished, String what, Map<String, String> facts) {
    public Settlement {
      facts = Map.copyOf(facts);
    }
  }
}
