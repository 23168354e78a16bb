package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.Tier;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A wish for a backup.
 *
 * @param components those wanted; empty means all that the type covers
 * @param target the name of the target meant, as the caller wrote it
 * @param requestedBy the caller's name for the records
 */
public record BackupRequest(
    BackupType type,
    Set<Component> components,
    Tier tier,
    Optional<Duration> keep,
    Optional<String> target,
    List<String> labels,
    Optional<String> reason,
    String requestedBy,
    Optional<Idempotency> idempotency) {
  public BackupRequest {
    labels = List.copyOf(labels);
    components =
        components.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(components));
  }

  /** A manual backup of the default target, by nobody in particular. */
  public static BackupRequest manual(BackupType type) {
    return new BackupRequest(
        type,
        Set.of(),
        Tier.MANUAL,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "anonymous",
        Optional.empty());
  }
}
