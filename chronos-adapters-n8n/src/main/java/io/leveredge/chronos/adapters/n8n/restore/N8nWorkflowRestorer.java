package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts workflows back through n8n's public API. It is no transaction: what was changed before a
 * failure is put back one by one, from what was read before each change, and the message names what
 * could not be. Nothing is kept for an undo but the safety backup.
 */
public final class N8nWorkflowRestorer implements ComponentRestorer {
  /** The fact that lists the ids of workflows that came back under new ones. */
  public static final String CREATED = "created_workflows";

  /** In a step: the id of a workflow that was made, which may be that of the backup. */
  static final String MADE = "made";

  private static final int MOST_CREATED = 500;

  /** A service that stops has not long. */
  private static final Duration AFTER_AN_INTERRUPT = Duration.ofSeconds(10);

  private final N8nSettings settings;

  public N8nWorkflowRestorer(N8nSettings settings) {
    this.settings = settings;
  }

  @Override
  public Component component() {
    return Component.WORKFLOWS;
  }

  @Override
  public ComponentPlan plan(RestoreWork work, PlanPage page) {
    Optional<Obstacle> absent = absent(work);
    if (absent.isPresent()) {
      return ComponentPlan.impossible(component(), Planning.WAY, absent.get());
    }
    try (N8nApi api = new N8nApi(settings, work.progress()::read)) {
      work.progress().doing("the workflows of n8n");
      Present present = Present.read(api, settings.limits());
      Intent intent = Intent.of(work, present, settings.limits());
      return new Planning(intent, present).page(page, sourceNotes(work));
    } catch (ChronosException failure) {
      return ComponentPlan.impossible(component(), Planning.WAY, obstacle(failure));
    }
  }

  private Optional<Obstacle> absent(RestoreWork work) {
    return new StoredWorkflows(work.backup(), settings.limits()).described().isPresent()
        ? Optional.empty()
        : Optional.of(
            Obstacle.blocking(
                Obstacle.Kind.MISSING,
                "Backup " + work.backup().id() + " holds no workflows",
                "Leave the component out, or choose a backup that holds it."));
  }

  private static Obstacle obstacle(ChronosException failure) {
    String what = String.valueOf(failure.getMessage());
    String hint = failure.code().hint();
    return switch (failure.code()) {
      case N8N_REFUSED -> Obstacle.blocking(Obstacle.Kind.PRIVILEGE, what, hint);
      case N8N_UNREACHABLE, N8N_FAILED -> Obstacle.blocking(Obstacle.Kind.UNKNOWN, what, hint);
      case BACKUP_CORRUPT -> Obstacle.blocking(Obstacle.Kind.CORRUPT, what, hint);
      case BACKUP_INTERRUPTED -> throw interrupted(failure, "nothing was changed");
      default -> throw failure;
    };
  }

  private List<String> sourceNotes(RestoreWork work) {
    List<String> notes = new ArrayList<>();
    new StoredWorkflows(work.backup(), settings.limits())
        .described()
        .ifPresent(
            result ->
                result.missing().forEach(what -> notes.add("The backup is not whole: " + what)));
    return notes;
  }

  @Override
  public ComponentOutcome restore(RestoreWork work, StepLog steps) {
    absent(work).ifPresent(obstacle -> throwBlocked(List.of(obstacle)));
    Remarks remarks = new Remarks();
    try (N8nApi api = new N8nApi(settings, work.progress()::read);
        Changes changes = new Changes()) {
      work.progress().doing("the workflows of n8n");
      Present present = Present.read(api, settings.limits());
      Intent intent = Intent.of(work, present, settings.limits());
      List<Obstacle> obstacles = new Planning(intent, present).obstacles();
      throwBlocked(obstacles.stream().filter(Obstacle::blocks).toList());
      WorkflowRestore restore =
          new WorkflowRestore(api, settings, work, intent, present, steps, changes, remarks);
      try {
        restore.run();
      } catch (ChronosException failure) {
        throw takenBack(failure, changes, restore.tags().made());
      } catch (RuntimeException mistake) {
        new PuttingBack(settings, changes).run(settings.limits().whole(), restore.tags().made());
        throw mistake;
      }
      return outcome(work, intent, changes, remarks);
    } catch (ChronosException failure) {
      throw failure.code() == ErrorCode.BACKUP_INTERRUPTED
          ? interrupted(failure, "nothing was changed")
          : failure;
    }
  }

  private static void throwBlocked(List<Obstacle> blocking) {
    if (!blocking.isEmpty()) {
      throw new ChronosException(
          blocking.stream().anyMatch(obstacle -> obstacle.kind() == Obstacle.Kind.CORRUPT)
              ? ErrorCode.BACKUP_CORRUPT
              : ErrorCode.RESTORE_BLOCKED,
          blocking.stream().map(Obstacle::what).collect(Collectors.joining("; ")));
    }
  }

  private ChronosException takenBack(ChronosException failure, Changes changes, List<String> tags) {
    // An interrupt ends the restore, and not what makes its end a clean one.
    boolean interrupted = Thread.interrupted();
    try {
      String back =
          changes.any() || !tags.isEmpty()
              ? new PuttingBack(settings, changes)
                  .run(interrupted ? AFTER_AN_INTERRUPT : settings.limits().whole(), tags)
              : "nothing was changed";
      return switch (failure.code()) {
        case BACKUP_INTERRUPTED, RESTORE_INTERRUPTED -> interrupted(failure, back);
        case RESTORE_DIFFERS, BACKUP_CORRUPT, STORAGE_FAILED ->
            new ChronosException(failure.code(), failure.getMessage() + "; " + back, failure);
        default ->
            new ChronosException(
                ErrorCode.RESTORE_FAILED, failure.getMessage() + "; " + back, failure);
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ChronosException interrupted(ChronosException failure, String back) {
    return new ChronosException(
        ErrorCode.RESTORE_INTERRUPTED, failure.getMessage() + "; " + back, failure);
  }

  private ComponentOutcome outcome(
      RestoreWork work, Intent intent, Changes changes, Remarks remarks) {
    List<String> notes = new ArrayList<>(sourceNotes(work));
    notes.addAll(intent.notes());
    notes.addAll(remarks.told());
    Collection<String> created = changes.created().values();
    Map<String, String> facts =
        created.isEmpty()
            ? Map.of()
            : Map.of(
                CREATED, created.stream().limit(MOST_CREATED).collect(Collectors.joining(",")));
    Map<ChangeKind, Long> counts = Planning.counts(intent.decisions());
    return new ComponentOutcome(
        component(),
        ComponentOutcome.State.RESTORED,
        counts,
        renamed(intent, changes),
        notes,
        facts,
        Optional.empty());
  }

  /** Those that have another id than in the backup, whether this restore made them or not. */
  private static Map<String, String> renamed(Intent intent, Changes changes) {
    Map<String, String> renamed = new TreeMap<>();
    intent.decisions().stream()
        .filter(Decision::isOfACopy)
        .forEach(decision -> renamed.put(decision.id(), decision.idInN8n()));
    renamed.putAll(changes.created());
    renamed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return renamed;
  }

  /** Nothing is kept: the safety backup is what an undo goes back to. */
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

  /** n8n has no transactions, so that there is nothing to finish or to roll back. */
  @Override
  public Settlement settle(RestoreId id, List<Map<String, String>> steps) {
    if (steps.isEmpty()) {
      return new Settlement(false, "No workflow was changed", Map.of());
    }
    List<String> begun =
        steps.stream().map(step -> step.getOrDefault("workflow", "?")).distinct().toList();
    String last = begun.getLast();
    List<String> made =
        steps.stream()
            .filter(step -> step.containsKey(MADE))
            .map(step -> step.getOrDefault("workflow", "?") + " as " + step.get(MADE))
            .toList();
    return new Settlement(
        false,
        ("%d workflows may be as the backup has them and no longer as before, the last of them,"
                + " %s, perhaps only in part, and not yet active again: %s%s. Restore again, which"
                + " goes on with what is there and makes none a second time, or undo this restore")
            .formatted(
                begun.size(),
                last,
                Text.some(begun),
                made.isEmpty() ? "" : "; made anew were " + Text.some(made)),
        Map.of());
  }
}
