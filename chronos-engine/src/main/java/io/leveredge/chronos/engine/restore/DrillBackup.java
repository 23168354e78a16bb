package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.domain.verification.Verification;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.job.JobProgress;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proves that a backup comes back: every byte is verified, each component is restored to a scratch
 * place and compared, and what came of it is kept as a fact.
 */
public final class DrillBackup {
  private static final System.Logger LOG = System.getLogger(DrillBackup.class.getName());

  private final ArtifactStore store;
  private final VerifyBackup verify;
  private final BackupFacts facts;
  private final Targets targets;
  private final BackupIds ids;
  private final Clock clock;
  private final DrillTurn turn = new DrillTurn();

  public DrillBackup(
      ArtifactStore store,
      VerifyBackup verify,
      BackupFacts facts,
      Targets targets,
      BackupIds ids,
      Clock clock) {
    this.store = store;
    this.verify = verify;
    this.facts = facts;
    this.targets = targets;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Tries it, in this thread. Whether there is a scratch place for every component is found out
   * before anything is read.
   *
   * @param server to try the database on; for everything else it makes no difference
   * @return empty where no published backup has that id
   * @throws ChronosException {@code SCOPE_MISSING}, {@code TARGET_BUSY} while another drill runs,
   *     {@code SHUTTING_DOWN}, {@code BACKUP_NOT_RESTORABLE} where its manifest is missing or
   *     corrupt, or where there is no scratch place to be had: nothing is known of the backup then
   */
  public Optional<Drill> drill(BackupId id, DrillServer server, Principal caller) {
    Scopes.require(caller, Scope.RESTORE);
    return turn.take(
        () ->
            store
                .open(id)
                .map(backup -> drill(backup, server, caller))
                .or(() -> withoutManifest(id, caller)));
  }

  /** Empty where there is no such backup; of one that is known nothing can be tried. */
  private Optional<Drill> withoutManifest(BackupId id, Principal caller) {
    return verify
        .verify(id, VerifyBackup.Depth.STORED, caller)
        .flatMap(Verification::firstFault)
        .map(
            fault -> {
              throw new ChronosException(
                      ErrorCode.BACKUP_NOT_RESTORABLE,
                      "Backup %s cannot be tried: its %s is %s"
                          .formatted(id, fault.file(), wrong(fault)))
                  .with("backup_id", id.value());
            });
  }

  private static String wrong(FileVerdict fault) {
    return switch (fault) {
      case FileVerdict.Intact intact -> "intact";
      case FileVerdict.Missing missing -> "missing";
      case FileVerdict.Corrupt corrupt -> "corrupt: " + corrupt.problem();
    };
  }

  /** Ends the trials that run, soon, and lets none begin any more: the service is stopping. */
  public void stop() {
    turn.stop();
  }

  /** Waits until no drill runs; false where one still does after that time. */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    return turn.awaitEnd(patience);
  }

  /** Removes what drills of dead processes have left. */
  public void clearUp() {
    for (ProtectedTarget target : targets.all()) {
      for (ComponentDrill drill : target.allDrills()) {
        try {
          drill.clearUp();
        } catch (RuntimeException later) {
          // Of whatever kind: one that cannot clear up must not keep the others from it.
          LOG.log(
              System.Logger.Level.WARNING,
              "What drills may have left at the %s of %s is removed later"
                  .formatted(drill.component().wire(), target.name()),
              later);
        }
      }
    }
  }

  private Drill drill(PublishedBackup backup, DrillServer server, Principal caller) {
    Instant begun = clock.now();
    long nanos = clock.nanos();
    List<ComponentDrill> places = places(backup, server);
    Optional<FileVerdict> fault =
        verify
            .verify(backup.id(), VerifyBackup.Depth.STORED, caller)
            .flatMap(Verification::firstFault);
    List<Drill.Trial> trials =
        fault.isPresent() ? List.of(damaged(backup, fault.get(), places)) : trials(backup, places);
    Drill drill =
        new Drill(backup.id(), server, begun, Duration.ofNanos(clock.nanos() - nanos), trials);
    keep(drill, caller);
    return drill;
  }

  private static Drill.Trial damaged(
      PublishedBackup backup, FileVerdict fault, List<ComponentDrill> places) {
    Component component =
        backup.manifest().components().stream()
            .filter(
                result ->
                    result.artifacts().stream()
                        .anyMatch(artifact -> artifact.name().equals(fault.file())))
            .map(ComponentResult::component)
            .findFirst()
            // The manifest is no component's; something that the backup holds stands for it.
            .or(() -> places.stream().map(ComponentDrill::component).findFirst())
            .orElse(Component.DATABASE);
    return Drill.Trial.failed(
        component, "nowhere: a file is damaged", fault.file() + " is not as it was written");
  }

  private List<ComponentDrill> places(PublishedBackup backup, DrillServer server) {
    TargetName name = backup.manifest().order().target();
    ProtectedTarget target =
        targets
            .find(name)
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.UNKNOWN_TARGET,
                        "Target '%s' is not configured any more, and has no scratch place"
                            .formatted(name)));
    return backup.manifest().components().stream()
        .filter(result -> result.state() != ComponentResult.State.NOT_CONFIGURED)
        .map(result -> place(target, result.component(), server))
        .toList();
  }

  private static ComponentDrill place(
      ProtectedTarget target, Component component, DrillServer server) {
    return target
        .drill(component, server)
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.NOTHING_CONFIGURED,
                    "Target '%s' has no scratch place for its %s with 'server' as '%s'"
                        .formatted(target.shownAs(), component.wire(), server.wire())));
  }

  private List<Drill.Trial> trials(PublishedBackup backup, List<ComponentDrill> places) {
    BackupId drill = ids.next();
    return turn.interruptibly(
        () ->
            places.stream()
                .map(place -> place.run(drill, backup, new JobProgress(clock)))
                .toList());
  }

  private void keep(Drill drill, Principal caller) {
    Map<String, String> details = new TreeMap<>();
    details.put("milliseconds", Long.toString(drill.took().toMillis()));
    if (drill.triedDatabase()) {
      details.put("database_server", drill.server().wire());
    }
    for (Drill.Trial trial : drill.trials()) {
      trial
          .figures()
          .forEach(
              (name, value) ->
                  details.put(trial.component().wire() + "_" + name, value.toString()));
      trial.differences().stream()
          .findFirst()
          .ifPresent(first -> details.putIfAbsent("difference", first));
    }
    FactKind kind = drill.proven() ? FactKind.PROVEN : FactKind.NOT_PROVEN;
    try {
      facts.add(drill.backup(), new Fact(kind, clock.now(), caller.name(), details));
    } catch (ChronosException unkept) {
      LOG.log(
          System.Logger.Level.WARNING,
          "That {0} is {1} could not be kept: {2}",
          drill.backup(),
          kind,
          unkept.getMessage());
    }
  }
}
