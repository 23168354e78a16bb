package io.leveredge.chronos.domain.backup;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for and decided before the first byte of a backup is read.
 *
 * @param components what the backup shall hold, configured or not; never empty
 * @param labels words of the caller's own for it, for example {@code pre-deploy} or a service's
 *     name; the most telling first, none twice
 * @param reason why it was asked for, as the caller wrote it
 * @param requestedBy the caller's name: an agent, a schedule, or {@code anonymous}
 * @param expiresAt when retention may remove it; it may stay longer
 * @param idempotency the request it answers, so that the same request again finds it
 */
public record BackupOrder(
    BackupId id,
    BackupType type,
    Tier tier,
    TargetName target,
    Set<Component> components,
    List<String> labels,
    Optional<String> reason,
    String requestedBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Idempotency> idempotency) {

  public BackupOrder {
    if (components.isEmpty()) {
      throw new IllegalArgumentException("A backup of no component: " + id);
    }
    if (expiresAt.isBefore(createdAt)) {
      throw new IllegalArgumentException(id + " expires at " + expiresAt + ", before it is made");
    }
    labels = labels.stream().distinct().toList();
    components = Collections.unmodifiableSet(EnumSet.copyOf(components));
  }

  /** The most telling label. */
  public Optional<String> label() {
    return labels.stream().findFirst();
  }
}
