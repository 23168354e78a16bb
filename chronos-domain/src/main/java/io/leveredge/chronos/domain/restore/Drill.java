package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trial: the backup was restored to a scratch place, and what came of it was compared with what
 * the backup says it holds.
 *
 * @param server where the database was tried, if the backup holds one
 */
public record Drill(
    BackupId backup, DrillServer server, Instant at, Duration took, List<Trial> trials) {
  public Drill {
    trials = List.copyOf(trials);
  }

  /** Whether a database was among what was tried, and {@link #server} says something. */
  public boolean triedDatabase() {
    return trials.stream().anyMatch(trial -> trial.component() == Component.DATABASE);
  }

  /** Whether everything that was tried came out the same, and something was. */
  public boolean proven() {
    return !trials.isEmpty() && trials.stream().allMatch(trial -> trial.differences().isEmpty());
  }

  /**
   * The trial of one component.
   *
   * @param place where it was restored, for a person: {@code a scratch database on the source
   *     server}
   * @param figures by stable names such as {@code tables}, {@code rows}, {@code files}
   * @param differences the first of them, a sentence each; empty where it is the same
   * @param leftOut what was not tried there, and why
   */
  public record Trial(
      Component component,
      String place,
      Map<String, Long> figures,
      List<String> differences,
      List<String> leftOut) {
    public Trial {
      figures = Collections.unmodifiableMap(new TreeMap<>(figures));
      differences = List.copyOf(differences);
      leftOut = List.copyOf(leftOut);
    }

    /** One that failed with that. */
    public static Trial failed(Component component, String place, String why) {
      return new Trial(component, place, Map.of(), List.of(why), List.of());
    }
  }
}
