package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts configuration files back where they were, inside of the configured roots and never through a
 * link.
 *
 * <p>Each file is the old one or the new one at every moment, also when the process is killed; all
 * of them together are not changed in one step. What is replaced is kept until all files have their
 * places, so that a restore that fails or is interrupted until then puts it back. Where there is no
 * room for that, where the process is killed, and while extra files are removed and folders get
 * their modes after that, some is new and some is old: the message says what, the restore can be
 * repeated, and the safety backup holds what was there. Nothing else is kept for an undo.
 */
public final class ConfigFilesRestorer implements ComponentRestorer {
  static final String WAY = "files";
  private static final Map<String, String> WRITING = Map.of("step", "writing");

  private final ConfigSettings settings;

  /**
   * @param settings the roots, which files are restored into, and the service's own folders, which
   *     are never touched; what its patterns leave out is not taken for extra
   */
  public ConfigFilesRestorer(ConfigSettings settings) {
    this.settings = settings;
  }

  @Override
  public Component component() {
    return Component.CONFIG;
  }

  @Override
  public ComponentPlan plan(RestoreWork work, PlanPage page) {
    ConfigArchive archive;
    try {
      archive = OpenBackup.files(work.backup());
      return new Job(work, archive, page).plan();
    } catch (ChronosException failure) {
      if (failure.code() != ErrorCode.BACKUP_CORRUPT
          && failure.code() != ErrorCode.BACKUP_NOT_RESTORABLE) {
        throw failure;
      }
      boolean corrupt = failure.code() == ErrorCode.BACKUP_CORRUPT;
      return ComponentPlan.impossible(
          Component.CONFIG,
          WAY,
          Obstacle.blocking(
              corrupt ? Obstacle.Kind.CORRUPT : Obstacle.Kind.MISSING,
              String.valueOf(failure.getMessage()),
              failure.code().hint()));
    }
  }

  @Override
  public ComponentOutcome restore(RestoreWork work, StepLog steps) {
    return new Job(work, OpenBackup.files(work.backup()), PlanPage.FIRST).restore(steps);
  }

  /** Nothing is kept: the safety backup is what there is. */
  @Override
  public Optional<ComponentOutcome> takeBack(RestoreId id, ComponentOutcome done, StepLog steps) {
    return Optional.empty();
  }

  @Override
  public boolean keeps(ComponentOutcome done) {
    return false;
  }

  @Override
  public void forget(ComponentOutcome done) {}

  @Override
  public Settlement settle(RestoreId id, List<Map<String, String>> steps) {
    if (steps.isEmpty()) {
      return new Settlement(false, "No configuration file had been changed.", Map.of());
    }
    try {
      long removed = new Leftovers(settings, Setting.of(settings.own(), true)).remove(id.value());
      return new Settlement(
          false,
          "Some configuration files may be those of the backup, and the others are as they were;"
              + " each is whole. %d folders with unfinished files were removed. Repeat the restore,"
                  .formatted(removed)
              + " or restore the safety backup.",
          Map.of());
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.RESTORE_FAILED,
          "Unfinished files of the restore %s cannot be removed: %s"
              .formatted(id, failure.getMessage()),
          failure);
    }
  }

  /** One plan or restore. */
  private final class Job {
    private final RestoreWork work;
    private final ConfigArchive archive;
    private final Setting setting = Setting.of(settings.own(), true);
    private final Selection selection;
    private final Guarded guarded;
    private final Changes changes;
    private final Scan scan;

    Job(RestoreWork work, ConfigArchive archive, PlanPage page) {
      this.work = work;
      this.archive = archive;
      selection = new Selection(work.choice().paths());
      changes = new Changes(page);
      guarded = new Guarded(setting, settings.excludes(), archive.scope());
      scan = new Scan(setting, archive, selection, guarded, work.choice().deleteExtra(), changes);
    }

    ComponentPlan plan() {
      work.progress().doing("comparing the files with those of the backup");
      scan.run(new RootsLayout(settings));
      List<Obstacle> obstacles = new ArrayList<>(scan.obstacles());
      try {
        extras(undone(), changes).run(settings, archive.scope());
      } catch (ClosedByInterruptException stopped) {
        throw Setting.interrupted();
      } catch (IOException failure) {
        obstacles.add(
            Obstacle.warning(
                Obstacle.Kind.UNKNOWN,
                "What is extra is not fully known: " + Reason.of(failure),
                "Let the service read it, or check the disk."));
      }
      return new ComponentPlan(
          Component.CONFIG,
          WAY,
          changes.counts(),
          changes.onPage(),
          changes.next(),
          List.of("Access control lists and extended attributes are not restored."),
          obstacles);
    }

    ComponentOutcome restore(StepLog steps) {
      work.progress().doing("comparing the files with those of the backup");
      scan.run(new RootsLayout(settings));
      setting.goOn();
      refuseBlocked();
      scan.haveRoomForChanges();
      Undone undone = undone();
      steps.next(WRITING);
      Changes removed = new Changes(PlanPage.FIRST);
      try (Restoration restoration =
          new Restoration(
              setting,
              archive,
              scan,
              guarded,
              () -> new RootsLayout(settings),
              work.id().value(),
              scan.hasRoomToKeep(),
              work.progress())) {
        work.progress().expect(scan.bytes());
        files(restoration);
        work.progress().expect(0);
        try {
          restoration.keepNothing();
          if (work.choice().deleteExtra() || work.undoing().isPresent()) {
            extras(undone, removed).deleting().run(settings, archive.scope());
          }
          restoration.folders();
        } catch (IOException | ChronosException failure) {
          throw failed(failure, unfinished(count(removed, ChangeKind.DELETED)));
        }
        return outcome(removed, restoration);
      }
    }

    private static void files(Restoration restoration) {
      try {
        restoration.files();
      } catch (RuntimeException failure) {
        PutBack putBack = restoration.putBack();
        if (failure instanceof ChronosException known) {
          throw failed(known, putBack.sentence(restoration.done()));
        }
        throw failure;
      }
    }

    private static String unfinished(long removed) {
      return "All files are those of the backup. What comes after that is not done: to set the"
          + " modes and times of folders, and to remove extra files, of which %d are gone"
              .formatted(removed)
          + ". Repeat the restore; the safety backup, where one was made, holds what was there";
    }

    private void refuseBlocked() {
      String blockers =
          scan.obstacles().stream()
              .filter(Obstacle::blocks)
              .map(Obstacle::what)
              .collect(Collectors.joining("; "));
      if (!blockers.isEmpty()) {
        throw new ChronosException(
            ErrorCode.RESTORE_BLOCKED, "No configuration file was changed. " + blockers);
      }
    }

    private Undone undone() {
      return work.undoing()
          .map(backup -> Undone.of(OpenBackup.files(backup), scan.names()))
          .orElseGet(Undone::nothing);
    }

    private Extras extras(Undone undone, Changes into) {
      return new Extras(
          setting, selection, scan.names(), guarded, undone, work.choice().deleteExtra(), into);
    }

    private static ChronosException failed(Exception failure, String state) {
      boolean stopped =
          Thread.currentThread().isInterrupted() || failure instanceof ClosedByInterruptException;
      ErrorCode code =
          stopped
              ? ErrorCode.RESTORE_INTERRUPTED
              : failure instanceof ChronosException known ? known.code() : ErrorCode.RESTORE_FAILED;
      String why = failure instanceof IOException disk ? Reason.of(disk) : failure.getMessage();
      return new ChronosException(code, "%s. %s.".formatted(why, state), failure);
    }

    private ComponentOutcome outcome(Changes removed, Restoration restoration) {
      Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
      counts.putAll(changes.counts());
      counts.putAll(removed.counts());
      List<String> notes = new ArrayList<>();
      if (restoration.ownersNotSet() > 0) {
        notes.add("The owners of " + restoration.ownersNotSet() + " files could not be set.");
      }
      if (restoration.separate() > 0) {
        notes.add(
            restoration.separate()
                + " files are files of their own now and were other names of files: the system"
                + " refuses hard links there.");
      }
      ComponentOutcome done = ComponentOutcome.restored(Component.CONFIG, counts);
      return new ComponentOutcome(
          done.component(),
          done.state(),
          done.counts(),
          done.renamed(),
          notes,
          done.facts(),
          done.failure());
    }
  }

  private static long count(Changes changes, ChangeKind kind) {
    return changes.counts().getOrDefault(kind, 0L);
  }
}
