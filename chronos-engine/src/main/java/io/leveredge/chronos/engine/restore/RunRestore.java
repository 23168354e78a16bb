package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One restore: every byte it needs is read and compared, obstacles are looked for, what is there is
 * backed up, and only then component by component is put back. It stops at the first that fails.
 */
final class RunRestore {
  private static final System.Logger LOG = System.getLogger(RunRestore.class.getName());
  private static final int NAMED = 3;

  private final CheckNeededBytes bytes;
  private final TakeSafetyBackup safety;
  private final Clock clock;
  private final Duration undo;

  RunRestore(CheckNeededBytes bytes, TakeSafetyBackup safety, Clock clock, Duration undo) {
    this.bytes = bytes;
    this.safety = safety;
    this.clock = clock;
    this.undo = undo;
  }

  /** Runs to the end, whatever it is, and notes it in the journal. Does not throw. */
  Restore run(RestoreJob job, RestoreTask task, Claim claim, RestoreJournal.Run noted) {
    Restore end = toTheEnd(job, task, claim, noted);
    if (isUnsettled(end)) {
      return end; // Without an end in the journal it is settled later.
    }
    try {
      noted.ended(end);
    } catch (ChronosException unnoted) {
      LOG.log(
          System.Logger.Level.ERROR, "The end of restore " + end.id() + " is not noted", unnoted);
    }
    return end;
  }

  /**
   * Whether something may be left in the middle: nobody knows what came of it, or a mistake of ours
   * ended it, which has cleared up nothing.
   */
  static boolean isUnsettled(Restore end) {
    return end.components().stream()
        .flatMap(outcome -> outcome.failure().stream())
        .anyMatch(
            failure ->
                failure.code() == ErrorCode.RESTORE_OUTCOME_UNKNOWN
                    || failure.code() == ErrorCode.INTERNAL_ERROR);
  }

  private Restore toTheEnd(
      RestoreJob job, RestoreTask task, Claim claim, RestoreJournal.Run noted) {
    Done done = new Done(job.order(), noted);
    try {
      RestoreTask sound = bytes.require(task, job.order(), job.board());
      requireUnblocked(job, sound);
      done.safety = safety.before(job, sound, claim);
      done.note();
      for (Component component : job.order().choice().components()) {
        requireHeld(claim, job);
        job.board().begin(component);
        done.next = Optional.of(component);
        done.add(one(component, job, sound, noted));
      }
    } catch (ChronosException failure) {
      LOG.log(System.Logger.Level.ERROR, "Restore " + job.id() + " failed", failure);
      done.failed(failure.code(), String.valueOf(failure.getMessage()));
    } catch (RuntimeException | Error bug) {
      LOG.log(
          System.Logger.Level.ERROR, "Restore " + job.id() + " failed by a mistake of ours", bug);
      done.failed(ErrorCode.INTERNAL_ERROR, "A mistake of ours: " + bug);
    }
    return done.ended();
  }

  private static void requireUnblocked(RestoreJob job, RestoreTask task) {
    List<Obstacle> blockers = new ArrayList<>();
    for (Component component : job.order().choice().components()) {
      if (task.needsBackup(component)) {
        job.board().doing("looking for what stands in the way");
        ComponentPlan plan =
            restorer(task, component).plan(work(job, task, component), new PlanPage(0, 1));
        plan.obstacles().stream().filter(Obstacle::blocks).forEach(blockers::add);
      }
    }
    if (!blockers.isEmpty()) {
      throw new ChronosException(ErrorCode.RESTORE_BLOCKED, sentence(blockers));
    }
  }

  private static String sentence(List<Obstacle> blockers) {
    String first =
        blockers.stream()
            .limit(NAMED)
            .map(each -> each.what() + " (" + each.hint() + ")")
            .collect(Collectors.joining("; "));
    int more = blockers.size() - NAMED;
    return first + (more > 0 ? "; and " + more + " more, which a dry run lists" : "");
  }

  private static void requireHeld(Claim claim, RestoreJob job) {
    if (claim.standing() != Standing.HELD) {
      throw new ChronosException(
          ErrorCode.CLAIM_LOST,
          "The claim on target '%s' may have passed to another".formatted(job.order().target()));
    }
  }

  private static ComponentOutcome one(
      Component component, RestoreJob job, RestoreTask task, RestoreJournal.Run noted) {
    ComponentRestorer restorer = restorer(task, component);
    ComponentOutcome kept = task.kept().get(component);
    if (kept == null) {
      ComponentOutcome restored =
          restorer.restore(work(job, task, component), noted.steps(component));
      return task.leaves(job.order(), component).map(restored::noting).orElse(restored);
    }
    return restorer
        .takeBack(job.id(), kept, noted.steps(component))
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.NOTHING_TO_UNDO, "What the restore had replaced is gone"));
  }

  private static ComponentRestorer restorer(RestoreTask task, Component component) {
    return task.target().restorer(component).orElseThrow();
  }

  private static RestoreWork work(RestoreJob job, RestoreTask task, Component component) {
    return new RestoreWork(
        job.id(),
        task.backup().orElseThrow(),
        job.order().choice(),
        task.undoing(),
        task.renamed().getOrDefault(component, Map.of()),
        job.board());
  }

  /** What has been done so far. */
  private final class Done {
    private final RestoreOrder order;
    private final RestoreJournal.Run noted;
    private final List<ComponentOutcome> outcomes = new ArrayList<>();
    private Optional<BackupId> safety = Optional.empty();
    private Optional<Component> next = Optional.empty();
    private Optional<ComponentOutcome.Failure> problem = Optional.empty();

    Done(RestoreOrder order, RestoreJournal.Run noted) {
      this.order = order;
      this.noted = noted;
    }

    /** Without a note of it a restart learns from the component's steps that it is done. */
    void add(ComponentOutcome outcome) {
      outcomes.add(outcome);
      next = Optional.empty();
      try {
        note();
      } catch (ChronosException unnoted) {
        LOG.log(
            System.Logger.Level.WARNING,
            "That the {0} of restore {1} is done is not noted: {2}",
            outcome.component().wire(),
            order.id(),
            unnoted.getMessage());
      }
    }

    /**
     * What has come of it so far.
     *
     * @throws ChronosException where that cannot be noted
     */
    void note() {
      noted.soFar(
          new Restore(
              order,
              RestoreState.RUNNING,
              Optional.empty(),
              safety,
              outcomes,
              Optional.empty(),
              Optional.empty()));
    }

    /** The component that was being put back failed; where none was, the restore as a whole did. */
    void failed(ErrorCode code, String what) {
      problem = Optional.of(new ComponentOutcome.Failure(code, what));
      next.ifPresent(each -> outcomes.add(ComponentOutcome.failed(each, code, what)));
      if (!outcomes.isEmpty()) {
        order.choice().components().stream()
            .filter(each -> outcomes.stream().noneMatch(known -> known.component() == each))
            .map(ComponentOutcome::notTried)
            .forEach(outcomes::add);
      }
    }

    Restore ended() {
      boolean any =
          outcomes.stream().anyMatch(each -> each.state() == ComponentOutcome.State.RESTORED);
      return new Restore(
          order,
          state(any),
          Optional.of(clock.now()),
          safety,
          outcomes,
          problem,
          Undoable.until(outcomes, clock.now(), undo));
    }

    private RestoreState state(boolean any) {
      if (problem.isEmpty()) {
        return RestoreState.COMPLETED;
      }
      if (Thread.currentThread().isInterrupted()) {
        return RestoreState.INTERRUPTED;
      }
      return any ? RestoreState.PARTIAL : RestoreState.FAILED;
    }
  }
}
