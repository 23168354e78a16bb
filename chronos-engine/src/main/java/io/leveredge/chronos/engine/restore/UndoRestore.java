package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a restore back: by what it had replaced, where that was kept, and else by its safety
 * backup. A restore like any other, and so it can be taken back itself.
 */
public final class UndoRestore {
  private final ShowRestores restores;
  private final ArtifactStore store;
  private final Targets targets;
  private final StartRestore start;
  private final TellRestoreLog log;
  private final BackupIds ids;
  private final Clock clock;

  public UndoRestore(
      ShowRestores restores,
      ArtifactStore store,
      Targets targets,
      StartRestore start,
      TellRestoreLog log,
      BackupIds ids,
      Clock clock) {
    this.restores = restores;
    this.store = store;
    this.targets = targets;
    this.start = start;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Starts it.
   *
   * @return empty where there is no such restore
   * @throws ChronosException {@code SCOPE_MISSING}, {@code NOTHING_TO_UNDO} or {@code
   *     UNKNOWN_TARGET}; then nothing was started
   */
  public Optional<RestoreAcceptance> accept(
      RestoreId id, Optional<String> reason, Principal caller) {
    Scopes.require(caller, Scope.RESTORE);
    return restores.find(id).map(done -> undo(done, reason, caller));
  }

  private RestoreAcceptance undo(Restore done, Optional<String> reason, Principal caller) {
    requireUndoable(done);
    ProtectedTarget target =
        targets
            .find(done.order().target())
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.UNKNOWN_TARGET,
                        "Target '%s' is not configured any more".formatted(done.order().target())));
    Map<Component, ComponentOutcome> kept = new EnumMap<>(Component.class);
    Map<Component, Map<String, String>> renamed = new EnumMap<>(Component.class);
    Set<Component> fromSafety = EnumSet.noneOf(Component.class);
    for (ComponentOutcome outcome : done.components()) {
      renamed.put(outcome.component(), outcome.renamed());
      if (target.restorer(outcome.component()).filter(it -> it.keeps(outcome)).isPresent()) {
        kept.put(outcome.component(), outcome);
      } else if (Undoable.mayHaveChanged(outcome)) {
        fromSafety.add(outcome.component());
      }
    }
    Optional<PublishedBackup> safety =
        fromSafety.isEmpty() ? Optional.empty() : Optional.of(safety(done, fromSafety));
    Set<Component> all = EnumSet.copyOf(fromSafety.isEmpty() ? kept.keySet() : fromSafety);
    all.addAll(kept.keySet());
    RestoreOrder order =
        new RestoreOrder(
            new RestoreId(ids.next()),
            safety.map(PublishedBackup::id).orElse(done.order().backup()),
            done.order().target(),
            done.order().choice().undoing(all),
            Optional.of(done.id()),
            false,
            reason,
            caller.name(),
            clock.now());
    RestoreTask task =
        new RestoreTask(target, safety, store.open(done.order().backup()), kept, renamed);
    return start.start(order, task, () -> requireStillUndoable(done.id()));
  }

  private void requireUndoable(Restore done) {
    String why =
        switch (done.state()) {
          case PLANNED -> "it was a dry run";
          case RUNNING -> "it still runs";
          case COMPLETED, PARTIAL, INTERRUPTED, FAILED ->
              done.components().stream().noneMatch(Undoable::mayHaveChanged)
                  ? "it changed nothing"
                  : over(done) ? "it was undone already, or its time is over" : "";
        };
    if (!why.isEmpty()) {
      throw nothing(done, why);
    }
  }

  /** Another undo of it may have ended while this one waited for the target. */
  private void requireStillUndoable(RestoreId id) {
    restores.find(id).ifPresent(this::requireUndoable);
  }

  /** Also before what was replaced is forgotten, which may be happening right now. */
  private boolean over(Restore done) {
    return done.undoUntil().filter(until -> !until.isBefore(clock.now())).isEmpty()
        || log.undoneUnheard(done.id());
  }

  private PublishedBackup safety(Restore done, Set<Component> components) {
    List<String> wanted = components.stream().map(Component::wire).toList();
    BackupId id =
        done.safety().orElseThrow(() -> nothing(done, "no safety backup was taken of " + wanted));
    PublishedBackup safety =
        store.open(id).orElseThrow(() -> nothing(done, "its safety backup " + id + " is gone"));
    if (!safety.manifest().order().components().containsAll(components)) {
      throw nothing(done, "its safety backup %s does not hold all of %s".formatted(id, wanted));
    }
    return safety;
  }

  private static ChronosException nothing(Restore done, String why) {
    return new ChronosException(
            ErrorCode.NOTHING_TO_UNDO, "Restore %s cannot be undone: %s".formatted(done.id(), why))
        .with("restore_id", done.id().value());
  }
}
