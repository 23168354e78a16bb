package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code chronos.backup_history} that holds more than a deleted id. The migrations say
 * what each column means and which belong together.
 */
@MappedEntity(value = "backup_history", schema = "chronos")
record BackupRow(
    @Id String id,
    String type,
    String tier,
    String target,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> components,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> labels,
    @Nullable String reason,
    String requestedBy,
    String status,
    Instant createdAt,
    @Nullable Instant endedAt,
    Instant expiresAt,
    @Nullable String directory,
    @Nullable String manifestSha256,
    @Nullable Long sizeBytes,
    @Nullable String results,
    @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> holds,
    @Nullable String failureCode,
    @Nullable String problem,
    @Nullable String idempotencyKey,
    @Nullable String requestSha256) {

  /** The row that keeps a backup. */
  static BackupRow from(Backup backup, ResultsJson json) {
    BackupOrder order = backup.order();
    Optional<Outcome.Published> published = backup.published();
    Optional<Outcome.Unfinished> unfinished =
        backup.outcome() instanceof Outcome.Unfinished it ? Optional.of(it) : Optional.empty();
    return new BackupRow(
        order.id().value(),
        order.type().wire(),
        order.tier().name(),
        order.target().value(),
        order.components().stream().map(Component::wire).toList(),
        order.labels().stream().map(StorableText::of).toList(),
        order.reason().map(StorableText::of).orElse(null),
        StorableText.of(order.requestedBy()),
        backup.state().wire(),
        order.createdAt(),
        backup.endedAt().orElse(null),
        order.expiresAt(),
        published.map(Outcome.Published::directory).orElse(null),
        published.map(it -> it.manifest().hex()).orElse(null),
        published.map(it -> it.size().value()).orElse(null),
        published.map(it -> json.write(it.components())).orElse(null),
        published.map(it -> holds(backup)).orElse(null),
        unfinished.map(it -> it.code().wire()).orElse(null),
        unfinished.map(it -> StorableText.of(it.problem())).orElse(null),
        order.idempotency().map(it -> StorableText.of(it.key())).orElse(null),
        order.idempotency().map(it -> it.request().hex()).orElse(null));
  }

  private static List<String> holds(Backup backup) {
    return Arrays.stream(Component.values()).filter(backup::holds).map(Component::wire).toList();
  }

  /**
   * The backup that the row keeps.
   *
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} when this version cannot read it: a later
   *     version or somebody else wrote it
   */
  Backup toBackup(ResultsJson json) {
    return UnreadableRows.reading("backup", id, () -> new Backup(order(), outcome(json)));
  }

  private BackupOrder order() {
    return new BackupOrder(
        new BackupId(id),
        StoredWord.known(BackupType.fromWire(type), type),
        new Tier(tier),
        new TargetName(target),
        components.stream()
            .map(word -> StoredWord.known(Component.fromWire(word), word))
            .collect(Collectors.toUnmodifiableSet()),
        labels,
        Optional.ofNullable(reason),
        requestedBy,
        createdAt,
        expiresAt,
        Optional.ofNullable(idempotencyKey)
            .map(key -> new Idempotency(key, new Sha256(Objects.requireNonNull(requestSha256)))));
  }

  private Outcome outcome(ResultsJson json) {
    BackupState state = StoredWord.known(BackupState.fromWire(status), status);
    return switch (state) {
      case RUNNING -> new Outcome.Running();
      case COMPLETED, PARTIAL ->
          new Outcome.Published(
              state,
              Objects.requireNonNull(endedAt),
              json.read(Objects.requireNonNull(results)),
              Objects.requireNonNull(directory),
              new Sha256(Objects.requireNonNull(manifestSha256)));
      case FAILED, INTERRUPTED ->
          new Outcome.Unfinished(
              state,
              Objects.requireNonNull(endedAt),
              StoredWord.failureCode(Objects.requireNonNull(failureCode)),
              Objects.requireNonNull(problem));
    };
  }
}
