package io.leveredge.chronos.domain.backup;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One backup: what was ordered, and what came of it so far. */
public record Backup(BackupOrder order, Outcome outcome) {

  /** What came of an order. */
  public sealed interface Outcome {
    /** Still being made. */
    record Running() implements Outcome {}

    /**
     * On disk under its final name, whole or partial.
     *
     * @param state {@link BackupState#COMPLETED} or {@link BackupState#PARTIAL}
     * @param directory relative to the backup directory, with {@code /} between segments
     * @param manifest the SHA-256 of {@code manifest.json}
     */
    record Published(
        BackupState state,
        Instant completedAt,
        List<ComponentResult> components,
        String directory,
        Sha256 manifest)
        implements Outcome {
      public Published {
        if (state != BackupState.COMPLETED && state != BackupState.PARTIAL) {
          throw new IllegalArgumentException("A published backup cannot be " + state);
        }
        components = List.copyOf(components);
      }

      /** What the artifacts take on disk, the manifest and the checksums aside. */
      public ByteCount size() {
        return components.stream()
            .map(ComponentResult::size)
            .reduce(ByteCount.ZERO, ByteCount::plus);
      }
    }

    /**
     * Ended without a backup.
     *
     * @param state {@link BackupState#FAILED} or {@link BackupState#INTERRUPTED}
     * @param problem what happened, for a person; holds no secret
     */
    record Unfinished(BackupState state, Instant at, ErrorCode code, String problem)
        implements Outcome {
      public Unfinished {
        if (state != BackupState.FAILED && state != BackupState.INTERRUPTED) {
          throw new IllegalArgumentException("An unfinished backup cannot be " + state);
        }
      }
    }
  }

  public BackupId id() {
    return order.id();
  }

  public BackupState state() {
    return switch (outcome) {
      case Outcome.Running running -> BackupState.RUNNING;
      case Outcome.Published published -> published.state();
      case Outcome.Unfinished unfinished -> unfinished.state();
    };
  }

  /** The published outcome, or empty where there is nothing on disk. */
  public Optional<Outcome.Published> published() {
    return outcome instanceof Outcome.Published published
        ? Optional.of(published)
        : Optional.empty();
  }

  /** Whether it is published and holds that component whole. */
  public boolean holds(Component component) {
    return published().stream()
        .map(Outcome.Published::components)
        .flatMap(List::stream)
        .anyMatch(
            result ->
                result.component() == component
                    && result.state() == ComponentResult.State.COMPLETED);
  }

  /** When it ended, well or not. */
  public Optional<Instant> endedAt() {
    return switch (outcome) {
      case Outcome.Running running -> Optional.empty();
      case Outcome.Published published -> Optional.of(published.completedAt());
      case Outcome.Unfinished unfinished -> Optional.of(unfinished.at());
    };
  }

  /** From its creation to its end; never negative, whatever the clock did. */
  public Optional<Duration> took() {
    return endedAt()
        .map(end -> Duration.between(order.createdAt(), end))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }

  public static Backup running(BackupOrder order) {
    return new Backup(order, new Outcome.Running());
  }
}
