package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row of {@code chronos.restore_log}. The migrations say what each column means. */
@MappedEntity(value = "restore_log", schema = "chronos")
record RestoreRow(
    @Id String id,
    String backupId,
    String target,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> components,
    String choice,
    boolean dryRun,
    @Nullable String undoes,
    @Nullable String reason,
    String requestedBy,
    String status,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String safetyBackup,
    String outcomes,
    @Nullable String failureCode,
    @Nullable String problem,
    @Nullable Instant undoUntil) {

  /** The row that keeps a restore. */
  static RestoreRow from(Restore restore, RestoreJson json) {
    RestoreOrder order = restore.order();
    return new RestoreRow(
        order.id().value(),
        order.backup().value(),
        order.target().value(),
        order.choice().components().stream().map(Component::wire).toList(),
        json.write(order.choice()),
        order.dryRun(),
        order.undoes().map(RestoreId::value).orElse(null),
        order.reason().map(StorableText::of).orElse(null),
        StorableText.of(order.requestedBy()),
        restore.state().wire(),
        order.createdAt(),
        restore.endedAt().orElse(null),
        restore.safety().map(BackupId::value).orElse(null),
        json.write(restore.components()),
        restore.problem().map(it -> it.code().wire()).orElse(null),
        restore.problem().map(it -> StorableText.of(it.problem())).orElse(null),
        restore.undoUntil().orElse(null));
  }

  /**
   * The restore that the row keeps.
   *
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} when this version cannot read it: a later
   *     version or somebody else wrote it
   */
  Restore toRestore(RestoreJson json) {
    return UnreadableRows.reading("restore", id, () -> restore(json));
  }

  private Restore restore(RestoreJson json) {
    return new Restore(
        order(json),
        StoredWord.known(RestoreState.fromWire(status), status),
        Optional.ofNullable(endedAt),
        Optional.ofNullable(safetyBackup).map(BackupId::new),
        json.readOutcomes(outcomes),
        Optional.ofNullable(failureCode)
            .map(
                code ->
                    new ComponentOutcome.Failure(
                        StoredWord.failureCode(code), Objects.requireNonNull(problem))),
        Optional.ofNullable(undoUntil));
  }

  private RestoreOrder order(RestoreJson json) {
    Set<Component> asked =
        components.stream()
            .map(word -> StoredWord.known(Component.fromWire(word), word))
            .collect(Collectors.toUnmodifiableSet());
    return new RestoreOrder(
        new RestoreId(new BackupId(id)),
        new BackupId(backupId),
        new TargetName(target),
        json.readChoice(choice, asked),
        Optional.ofNullable(undoes).map(word -> new RestoreId(new BackupId(word))),
        dryRun,
        Optional.ofNullable(reason),
        requestedBy,
        createdAt);
  }
}
