package io.leveredge.chronos.engine.health;

import io.leveredge.chronos.domain.backup.TargetName;
import java.time.Instant;
import java.util.List;

/**
 * How the service is.
 *
 * @param directoryUsable whether a file could be written to the backup directory just now
 * @param catalogAnswers whether the catalog answered just now; backups run without it
 * @param completedInLastDay completed backups of the last 24 hours, at most 1000
 * @param problems what is wrong, for a person; empty when all is well
 */
public record Health(
    boolean directoryUsable,
    boolean catalogAnswers,
    int completedInLastDay,
    Instant at,
    List<TargetName> targets,
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
