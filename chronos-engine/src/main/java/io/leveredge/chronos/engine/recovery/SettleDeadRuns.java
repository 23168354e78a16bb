package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles the runs whose process died: their children and sessions are ended and their staging is
 * removed, and each is {@code completed} if it had come as far as its final name, else {@code
 * interrupted}. Runs of processes that live are not touched.
 */
public final class SettleDeadRuns {
  private static final System.Logger LOG = System.getLogger(SettleDeadRuns.class.getName());

  private final RunJournal journal;
  private final ArtifactStore store;
  private final Targets targets;
  private final LastingClaims claims;
  private final ChildProcesses processes;
  private final Clock clock;
  private final TellCatalog catalog;

  public SettleDeadRuns(
      RunJournal journal,
      ArtifactStore store,
      Targets targets,
      LastingClaims claims,
      ChildProcesses processes,
      Clock clock,
      TellCatalog catalog) {
    this.journal = journal;
    this.store = store;
    this.targets = targets;
    this.claims = claims;
    this.processes = processes;
    this.clock = clock;
    this.catalog = catalog;
  }

  /** Settles all there are, and answers what became of them. */
  public List<Backup> settle() {
    List<Backup> settled = new ArrayList<>();
    for (RunJournal.DeadRun dead : journal.dead()) {
      try (dead) {
        settled.add(settle(dead));
      } catch (ChronosException later) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The dead run " + dead.order().id() + " is settled at the next start",
            later);
      }
    }
    settled.forEach(catalog::ended);
    return settled;
  }

  private Backup settle(RunJournal.DeadRun dead) {
    BackupOrder order = dead.order();
    dead.children().forEach(processes::kill);
    targets.all().stream()
        .filter(target -> target.name().equals(order.target()))
        .map(ProtectedTarget::sources)
        .flatMap(sources -> sources.values().stream())
        .forEach(source -> release(source, order.id()));
    abandonClaim(order);
    store.removeStaging(order.id());
    Backup end = store.find(order.id()).orElseGet(() -> interrupted(order));
    dead.ended(end);
    LOG.log(
        System.Logger.Level.WARNING,
        "The process of backup {0} died; the backup is {1}",
        order.id(),
        end.state().wire());
    return end;
  }

  private static void release(ComponentSource source, BackupId id) {
    try {
      source.release(id);
    } catch (ChronosException unreachable) {
      // A source that does not answer has dropped its sessions or will when its server finds out.
      LOG.log(
          System.Logger.Level.WARNING,
          "Nothing could be released at the {0} of {1}: {2}",
          source.component().wire(),
          id,
          unreachable.getMessage());
    }
  }

  private void abandonClaim(BackupOrder order) {
    try {
      claims.abandon(order.target(), order.id());
    } catch (ChronosException unavailable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The claim of {0} on target {1} will lapse by itself: {2}",
          order.id(),
          order.target(),
          unavailable.getMessage());
    }
  }

  private Backup interrupted(BackupOrder order) {
    return new Backup(
        order,
        new Backup.Outcome.Unfinished(
            BackupState.INTERRUPTED,
            clock.now(),
            ErrorCode.BACKUP_INTERRUPTED,
            "The service died during the backup"));
  }
}
