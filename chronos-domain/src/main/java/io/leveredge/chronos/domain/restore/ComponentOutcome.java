package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of one component in a restore.
 *
 * @param counts of the changes by their kinds
 * @param renamed what could not keep its name or id, old to new: workflows, tables put beside
 * @param notes what a person should know
 * @param facts what an undo needs to know, by stable names such as {@link #PREVIOUS_DATABASE}
 * @param failure why it failed; there exactly where the state is {@link State#FAILED}
 */
public record ComponentOutcome(
    Component component,
    State state,
    Map<ChangeKind, Long> counts,
    Map<String, String> renamed,
    List<String> notes,
    Map<String, String> facts,
    Optional<Failure> failure) {

  /** The name of the database that was in use before, which is kept until the undo ends. */
  public static final String PREVIOUS_DATABASE = "previous_database";

  /** What became of it. */
  public enum State {
    /** Only planned, or not come to. */
    PLANNED,
    /** Done and checked. */
    RESTORED,
    /** Not done; as far as the component allows, everything is as it was. */
    FAILED;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Why it failed. */
  public record Failure(ErrorCode code, String problem) {}

  public ComponentOutcome {
    counts = ComponentPlan.sorted(counts);
    renamed = Collections.unmodifiableMap(new TreeMap<>(renamed));
    notes = List.copyOf(notes);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    if (failure.isPresent() != (state == State.FAILED)) {
      throw new IllegalArgumentException(component + " is " + state + " with " + failure);
    }
  }

  /** The same, and one thing more that a person should know. */
  public ComponentOutcome noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new ComponentOutcome(component, state, counts, renamed, more, facts, failure);
  }

  /** Done, with nothing to tell but the counts. */
  public static ComponentOutcome restored(Component component, Map<ChangeKind, Long> counts) {
    return new ComponentOutcome(
        component, State.RESTORED, counts, Map.of(), List.of(), Map.of(), Optional.empty());
  }

  /** Only planned. */
  public static ComponentOutcome planned(ComponentPlan plan) {
    return new ComponentOutcome(
        plan.component(),
        State.PLANNED,
        plan.counts(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty());
  }

  /** Not come to, because another failed before. */
  public static ComponentOutcome notTried(Component component) {
    return new ComponentOutcome(
        component,
        State.PLANNED,
        Map.of(),
        Map.of(),
        List.of("Not tried"),
        Map.of(),
        Optional.empty());
  }

  /** Not done. */
  public static ComponentOutcome failed(Component component, ErrorCode code, String problem) {
    return new ComponentOutcome(
        component,
        State.FAILED,
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.of(new Failure(code, problem)));
  }
}
