package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.Standing;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a wish for a restore means, and refuses what cannot be met. */
public final class ResolveRestore {
  private final ArtifactStore store;
  private final FindBackups history;
  private final BackupFacts facts;
  private final Targets targets;

  public ResolveRestore(
      ArtifactStore store, FindBackups history, BackupFacts facts, Targets targets) {
    this.store = store;
    this.history = history;
    this.facts = facts;
    this.targets = targets;
  }

  /**
   * What a wish means.
   *
   * @param choice with its components decided
   */
  record Resolved(ProtectedTarget target, PublishedBackup backup, RestoreChoice choice) {}

  /**
   * Decides.
   *
   * @throws ChronosException {@code NOT_FOUND}, {@code BACKUP_NOT_RESTORABLE}, {@code
   *     UNKNOWN_TARGET}, {@code NOTHING_CONFIGURED} or {@code INVALID_FIELD}
   */
  Resolved resolve(RestoreRequest request) {
    PublishedBackup backup = restorable(request);
    ProtectedTarget target =
        request
            .target()
            .map(this::named)
            .orElseGet(() -> configured(backup.manifest().order().target()));
    return new Resolved(target, backup, choice(request.choice(), backup, target));
  }

  private PublishedBackup restorable(RestoreRequest request) {
    BackupId id = request.backup();
    PublishedBackup backup = store.open(id).orElseThrow(() -> absent(id));
    if (backup.manifest().state() == BackupState.PARTIAL && !request.allowPartial()) {
      throw notRestorable(
          id, "Backup " + id + " is partial; 'allow_partial': true restores what it holds");
    }
    Standing standing = Standing.of(facts.of(id).orElseGet(List::of));
    if (standing.damaged()) {
      Fact found = standing.verification().orElseThrow();
      throw notRestorable(
          id,
          "Backup %s is %s: its file %s was found so at %s; verify it again if it has been repaired"
              .formatted(id, found.kind(), found.details().getOrDefault("file", "?"), found.at()));
    }
    return backup;
  }

  private ChronosException absent(BackupId id) {
    return history
        .find(id)
        .map(
            known ->
                notRestorable(
                    id,
                    known.published().isPresent()
                        ? "Backup " + id + " is known, but its directory is not there"
                        : "Backup " + id + " is " + known.state().wire()))
        .orElseGet(
            () ->
                new ChronosException(ErrorCode.NOT_FOUND, "There is no backup '" + id + "'")
                    .with("backup_id", id.value()));
  }

  private static ChronosException notRestorable(BackupId id, String why) {
    return new ChronosException(ErrorCode.BACKUP_NOT_RESTORABLE, why).with("backup_id", id.value());
  }

  /** A backup goes nowhere by guess: a name that is none of a target's own is refused. */
  private ProtectedTarget named(String name) {
    Targets.Resolved resolved = targets.resolve(java.util.Optional.of(name));
    if (resolved.match() != Targets.Match.NAMED) {
      throw new ChronosException(
              ErrorCode.UNKNOWN_TARGET, "No target is named '" + name + "'; nothing is restored")
          .with("field", "target");
    }
    return resolved.target();
  }

  private ProtectedTarget configured(TargetName name) {
    return targets
        .find(name)
        .orElseThrow(
            () ->
                new ChronosException(
                        ErrorCode.UNKNOWN_TARGET,
                        "The backup is of target '%s', which is not configured; 'target' names another"
                            .formatted(name))
                    .with("field", "target"));
  }

  private static RestoreChoice choice(
      RestoreChoice wish, PublishedBackup backup, ProtectedTarget target) {
    Set<Component> held = held(backup);
    Set<Component> chosen = chosen(wish, held);
    for (Component component : chosen) {
      if (!held.contains(component)) {
        throw invalid(
            "components",
            "Backup %s holds no '%s'; it holds %s"
                .formatted(backup.id(), component.wire(), wire(held)));
      }
      if (target.restorer(component).isEmpty()) {
        throw new ChronosException(
                ErrorCode.NOTHING_CONFIGURED,
                "Target '%s' has no '%s' to restore into; 'components' says which are wanted"
                    .formatted(target.shownAs(), component.wire()))
            .with("field", "components");
      }
    }
    return wish.only(chosen);
  }

  private static Set<Component> chosen(RestoreChoice wish, Set<Component> held) {
    Set<Component> inParts = EnumSet.noneOf(Component.class);
    for (Component component : Component.values()) {
      if (wish.onlyPartsOf(component)) {
        inParts.add(component);
      }
    }
    if (wish.components().isEmpty()) {
      return inParts.isEmpty() ? held : inParts;
    }
    if (!wish.components().containsAll(inParts)) {
      inParts.removeAll(wish.components());
      throw invalid(
          "components",
          "Parts of %s are chosen, which 'components' leaves out".formatted(wire(inParts)));
    }
    return wish.components();
  }

  private static Set<Component> held(PublishedBackup backup) {
    Set<Component> held =
        backup.manifest().components().stream()
            .filter(result -> result.state() != ComponentResult.State.NOT_CONFIGURED)
            .map(ComponentResult::component)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Component.class)));
    if (held.isEmpty()) {
      throw notRestorable(backup.id(), "Backup " + backup.id() + " holds no component");
    }
    return held;
  }

  private static List<String> wire(Set<Component> components) {
    return components.stream().map(Component::wire).toList();
  }

  private static ChronosException invalid(String field, String what) {
    return new ChronosException(ErrorCode.INVALID_FIELD, what).with("field", field);
  }
}
