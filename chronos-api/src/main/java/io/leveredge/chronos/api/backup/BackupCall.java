package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.engine.backup.BackupRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the body of {@code POST /backup} says.
 *
 * @param components those named; empty where none is
 * @param labels words of the caller's for it, the most telling first
 * @param waits whether the answer comes when the backup has ended
 * @param allowPartial whether a backup with something missing is good enough for the caller
 */
record BackupCall(
    BackupType type,
    Set<Component> components,
    Optional<String> target,
    Optional<String> reason,
    List<String> labels,
    Optional<String> requestedBy,
    boolean waits,
    boolean allowPartial) {
  BackupCall {
    labels = List.copyOf(labels);
    components =
        components.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(components));
  }

  /**
   * The wish for a manual backup, of somebody who is called {@code caller} unless the body says.
   */
  BackupRequest request(String caller, Optional<String> idempotencyKey) {
    String name = requestedBy.orElse(caller);
    return new BackupRequest(
        type,
        components,
        Tier.MANUAL,
        Optional.empty(),
        target,
        labels,
        reason,
        name,
        idempotencyKey.map(key -> new Idempotency(key, digest(name))));
  }

  /**
   * Equal for two bodies that ask for the same backup, however they are written. How the answer is
   * wanted is no part of it: a caller that stopped waiting may ask again without waiting.
   */
  private Sha256 digest(String name) {
    StringBuilder canonical = new StringBuilder();
    append(canonical, type.wire());
    append(canonical, new TreeSet<>(components.stream().map(Component::wire).toList()).toString());
    append(canonical, target.orElse(""));
    append(canonical, reason.orElse(""));
    append(canonical, Integer.toString(labels.size()));
    labels.forEach(label -> append(canonical, label));
    append(canonical, name);
    return Sha256.of(canonical.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The length before each text keeps two different requests from reading the same. */
  private static void append(StringBuilder canonical, String text) {
    canonical.append(text.length()).append(':').append(text);
  }
}
