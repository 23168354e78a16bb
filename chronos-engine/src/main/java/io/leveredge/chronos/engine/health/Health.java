package io.leveredge.chronos.engine.health;

import io.leveredge.chronos.domain.backup.TargetName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * How the service is.
 *
 * @param directoryUsable whether a file could be written to the backup directory just now
 * @param catalogAnswers whether the catalog answered just now; backups run without it
 * @param completedInLastDay completed backups of the last 24 hours, at most 1000
 * @param legacyDirectories how many directories lie among the backups that are none of this
 *     service's; empty where that could not be found out in time
 * @param problems what is wrong, for a person; empty when all is well
 */
public record Health(
    boolean directoryUsable,
    boolean catalogAnswers,
    int completedInLastDay,
    Instant at,
    List<TargetName> targets,
    OptionalInt legacyDirectories,
    List<String> problems) {
  public Health {
    targets = List.copyOf(targets);
    problems = List.copyOf(problems);
  }

  public Status status() {
    if (!directoryUsable) {
      return Status.UNHEALTHY;
    }
    return problems.isEmpty() ? Status.HEALTHY : Status.DEGRADED;
  }

  /** All in one word. */
  public enum Status {
    HEALTHY,
    /** Backups can be taken, but something needs a look. */
    DEGRADED,
    /** No backup can be taken. */
    UNHEALTHY
  }
}
