package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.Component;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore would do to one component.
 *
 * @param way how it goes about it, as one word: {@code swap}, {@code in_place}, {@code
 *     tables_beside}, {@code tables_in_place}, {@code files}, {@code workflows}, or {@code unknown}
 *     where that could not be told
 * @param counts of all changes by their kinds
 * @param changes one page of them, in an order that stays
 * @param next where the following page begins; empty where there is none
 * @param notes what a person should know
 */
public record ComponentPlan(
    Component component,
    String way,
    Map<ChangeKind, Long> counts,
    List<Change> changes,
    Optional<Long> next,
    List<String> notes,
    List<Obstacle> obstacles) {
  public ComponentPlan {
    counts = sorted(counts);
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
    obstacles = List.copyOf(obstacles);
  }

  /** One that cannot be made because of that. */
  public static ComponentPlan impossible(Component component, String way, Obstacle why) {
    return impossible(component, way, List.of(why));
  }

  /** The same, because of several things. */
  public static ComponentPlan impossible(Component component, String way, List<Obstacle> why) {
    return new ComponentPlan(component, way, Map.of(), List.of(), Optional.empty(), List.of(), why);
  }

  /** The same plan, with other obstacles. */
  public ComponentPlan withObstacles(List<Obstacle> others) {
    return new ComponentPlan(component, way, counts, changes, next, notes, others);
  }

  static Map<ChangeKind, Long> sorted(Map<ChangeKind, Long> counts) {
    Map<ChangeKind, Long> sorted = new EnumMap<>(ChangeKind.class);
    sorted.putAll(counts);
    return Collections.unmodifiableMap(sorted);
  }
}
