package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Backs up what a restore is about to replace. */
final class TakeSafetyBackup {
  static final String LABEL = "safety";
  private static final String INDEX = ".index.";
  private static final String WITHOUT =
      "Nothing was restored; 'safety_backup': false restores without one";

  private final TakeBackup takeBackup;

  TakeSafetyBackup(TakeBackup takeBackup) {
    this.takeBackup = takeBackup;
  }

  /**
   * Takes it, whole or not at all; of what is kept anyway, none is needed.
   *
   * @return its id, or empty where the caller wants none or nothing needs one
   * @throws ChronosException with the code of what kept it from being whole
   */
  Optional<BackupId> before(RestoreJob job, RestoreTask task, Claim held) {
    Set<Component> replaced = EnumSet.noneOf(Component.class);
    job.order().choice().components().stream().filter(task::needsBackup).forEach(replaced::add);
    if (!job.order().choice().safetyBackup() || replaced.isEmpty()) {
      return Optional.empty();
    }
    replaced.forEach(component -> requireSource(task.target(), component));
    job.board().doing("the safety backup");
    job.board().expect(about(task, replaced));
    Backup safety = take(held, task.target(), request(job, task, replaced), job.board().within());
    job.board().expect(0);
    return Optional.of(requireWhole(safety));
  }

  private static void requireSource(ProtectedTarget target, Component component) {
    if (!target.has(component)) {
      throw new ChronosException(
          ErrorCode.NOTHING_CONFIGURED,
          "The %s of target '%s' cannot be backed up before it is replaced. %s"
              .formatted(component.wire(), target.shownAs(), WITHOUT));
    }
  }

  /** Nobody has counted what is there now: as much as in the backup is the best guess. */
  private static long about(RestoreTask task, Set<Component> replaced) {
    return task.backup().stream()
        .flatMap(backup -> backup.manifest().components().stream())
        .filter(held -> replaced.contains(held.component()))
        .mapToLong(TakeSafetyBackup::about)
        .sum();
  }

  private static long about(ComponentResult held) {
    return switch (held.component()) {
      case DATABASE ->
          held.artifacts().stream()
              .filter(artifact -> !artifact.name().value().contains(INDEX))
              .mapToLong(artifact -> artifact.plainBytes().value())
              .sum();
      case CONFIG ->
          Optional.ofNullable(held.facts().get("bytes"))
              .filter(bytes -> bytes.matches("[0-9]{1,18}"))
              .map(Long::parseLong)
              .orElse(0L);
      case WORKFLOWS -> 0; // They are counted as workflows, not as bytes.
    };
  }

  private Backup take(
      Claim held, ProtectedTarget target, BackupRequest request, JobProgress progress) {
    try {
      return takeBackup.underClaim(held, target, request, progress);
    } catch (ChronosException unbegun) {
      throw new ChronosException(
          unbegun.code(),
          "The safety backup could not be begun: %s. %s".formatted(unbegun.getMessage(), WITHOUT),
          unbegun);
    }
  }

  private static BackupRequest request(RestoreJob job, RestoreTask task, Set<Component> replaced) {
    return new BackupRequest(
        BackupType.FULL,
        replaced,
        Tier.MANUAL,
        Optional.empty(),
        Optional.of(task.target().name().value()),
        List.of(LABEL),
        Optional.of("Before restore " + job.id() + " of backup " + job.order().backup()),
        job.order().requestedBy(),
        Optional.empty());
  }

  private static BackupId requireWhole(Backup backup) {
    if (backup.state() == BackupState.COMPLETED) {
      return backup.id();
    }
    Optional<Backup.Outcome.Unfinished> failed =
        backup.outcome() instanceof Backup.Outcome.Unfinished it
            ? Optional.of(it)
            : Optional.empty();
    throw new ChronosException(
            failed.map(Backup.Outcome.Unfinished::code).orElse(ErrorCode.BACKUP_PARTIAL),
            "The safety backup %s is %s%s. %s"
                .formatted(
                    backup.id(),
                    backup.state().wire(),
                    failed.map(it -> ": " + it.problem()).orElse(""),
                    WITHOUT))
        .with("backup_id", backup.id().value());
  }
}
