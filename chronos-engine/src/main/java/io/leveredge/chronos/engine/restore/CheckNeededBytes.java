package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Map;

/** Reads every stored byte that a restore needs before any of it is used. */
final class CheckNeededBytes {
  private static final System.Logger LOG = System.getLogger(CheckNeededBytes.class.getName());

  private final BackupFacts facts;
  private final Clock clock;

  CheckNeededBytes(BackupFacts facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Compares them with what the manifest says. What is damaged is kept as a fact.
   *
   * <p>Of a backup whose restore is taken back only the names matter: what it alone holds goes away
   * again. Where it is damaged it is left out, as one that was deleted is, so that the undo is
   * still to be had.
   *
   * @return the task, of which every byte that it reads is as it was written
   * @throws ChronosException {@code BACKUP_CORRUPT} naming the first file that is not as written
   */
  RestoreTask require(RestoreTask task, RestoreOrder order, CaptureProgress progress) {
    task.backup().ifPresent(backup -> require(backup, order, task, progress));
    try {
      task.undoing().ifPresent(undone -> require(undone, order, task, progress));
      return task;
    } catch (ChronosException damaged) {
      if (damaged.code() != ErrorCode.BACKUP_CORRUPT) {
        throw damaged;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "What restore {0} takes back may have made something that stays: {1}",
          order.id(),
          damaged.getMessage());
      return task.undoingNothing();
    }
  }

  private void require(
      PublishedBackup backup, RestoreOrder order, RestoreTask task, CaptureProgress progress) {
    for (Component component : order.choice().components()) {
      if (task.needsBackup(component)) {
        NeededBytes.verdicts(backup, component, progress)
            .forEach(verdict -> require(verdict, backup, order.requestedBy()));
      }
    }
  }

  private void require(FileVerdict verdict, PublishedBackup backup, String by) {
    switch (verdict) {
      case FileVerdict.Intact intact -> {}
      case FileVerdict.Corrupt corrupt -> {
        keep(FactKind.CORRUPT, verdict, backup, by);
        throw new ChronosException(
                ErrorCode.BACKUP_CORRUPT,
                "%s of backup %s is damaged: %s. Nothing was changed"
                    .formatted(corrupt.file(), backup.id(), corrupt.problem()))
            .with("backup_id", backup.id().value());
      }
      case FileVerdict.Missing missing -> {
        keep(FactKind.MISSING, verdict, backup, by);
        throw new ChronosException(
                ErrorCode.BACKUP_CORRUPT,
                "%s of backup %s is missing. Nothing was changed"
                    .formatted(missing.file(), backup.id()))
            .with("backup_id", backup.id().value());
      }
    }
  }

  private void keep(FactKind kind, FileVerdict verdict, PublishedBackup backup, String by) {
    try {
      facts.add(
          backup.id(), new Fact(kind, clock.now(), by, Map.of("file", verdict.file().value())));
    } catch (ChronosException unkept) {
      LOG.log(
          System.Logger.Level.WARNING,
          "That {0} is {1} could not be kept: {2}",
          backup.id(),
          kind,
          unkept.getMessage());
    }
  }
}
