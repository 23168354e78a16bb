package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal.DeadRun;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settles the restores whose process died: each component that was in the middle of a step is
 * finished or rolled back. To be run before anything else connects to a target's database, which
 * may be closed or have no name.
 */
public final class SettleDeadRestores {
  private static final System.Logger LOG = System.getLogger(SettleDeadRestores.class.getName());

  private final RestoreJournal journal;
  private final Targets targets;
  private final LastingClaims claims;
  private final TellRestoreLog log;
  private final Clock clock;
  private final Duration undo;

  public SettleDeadRestores(
      RestoreJournal journal,
      Targets targets,
      LastingClaims claims,
      TellRestoreLog log,
      Clock clock,
      RestoreSettings settings) {
    this.journal = journal;
    this.targets = targets;
    this.claims = claims;
    this.log = log;
    this.clock = clock;
    this.undo = settings.undo();
  }

  /** Settles all there are, and answers what became of them; the log hears of it later. */
  public List<Restore> settle() {
    List<Restore> settled = new ArrayList<>();
    for (DeadRun dead : journal.dead()) {
      try (dead) {
        settled.add(settle(dead));
      } catch (RuntimeException later) {
        // Of whatever kind: one that cannot be settled must not keep the others from it.
        LOG.log(
            System.Logger.Level.ERROR,
            "The dead restore " + dead.restore().id() + " is settled at the next start",
            later);
      }
    }
    return settled;
  }

  /** Tells the log, and gives up claims; to be called once the catalog may be asked. */
  public void tell(List<Restore> settled) {
    for (Restore restore : settled) {
      try {
        claims.abandon(restore.order().target(), restore.id().job());
      } catch (ChronosException unavailable) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The claim of {0} will lapse by itself: {1}",
            restore.id(),
            unavailable.getMessage());
      }
      log.ended(restore);
    }
  }

  private Restore settle(DeadRun dead) {
    Restore known = dead.restore();
    Map<Component, List<Map<String, String>>> steps = new LinkedHashMap<>();
    dead.steps()
        .forEach(
            step ->
                steps
                    .computeIfAbsent(step.component(), first -> new ArrayList<>())
                    .add(step.step()));
    List<ComponentOutcome> outcomes = new ArrayList<>(known.components());
    List<String> said = new ArrayList<>();
    for (Component component : known.order().choice().components()) {
      if (outcomes.stream().noneMatch(outcome -> outcome.component() == component)) {
        outcomes.add(settle(component, known, steps.getOrDefault(component, List.of()), said));
      }
    }
    Restore end = ended(known, outcomes, String.join("; ", said));
    dead.ended(end);
    LOG.log(
        System.Logger.Level.WARNING,
        "The process of restore {0} died; the restore is {1}: {2}",
        end.id(),
        end.state().wire(),
        said);
    return end;
  }

  private ComponentOutcome settle(
      Component component, Restore known, List<Map<String, String>> steps, List<String> said) {
    if (steps.isEmpty()) {
      return ComponentOutcome.notTried(component);
    }
    Optional<ComponentRestorer> restorer =
        targets.find(known.order().target()).flatMap(target -> target.restorer(component));
    if (restorer.isEmpty()) {
      throw new ChronosException(
          ErrorCode.UNKNOWN_TARGET,
          "Target '%s' with its %s is not configured any more"
              .formatted(known.order().target(), component.wire()));
    }
    Settlement settlement = restorer.get().settle(known.id(), steps);
    said.add(component.wire() + ": " + settlement.what());
    return settlement.finished()
        ? new ComponentOutcome(
            component,
            ComponentOutcome.State.RESTORED,
            Map.of(),
            Map.of(),
            List.of(settlement.what()),
            settlement.facts(),
            Optional.empty())
        : ComponentOutcome.failed(component, ErrorCode.RESTORE_INTERRUPTED, settlement.what());
  }

  private Restore ended(Restore known, List<ComponentOutcome> outcomes, String said) {
    boolean all =
        outcomes.stream().allMatch(each -> each.state() == ComponentOutcome.State.RESTORED);
    return new Restore(
        known.order(),
        all ? RestoreState.COMPLETED : RestoreState.INTERRUPTED,
        Optional.of(clock.now()),
        known.safety(),
        outcomes,
        all
            ? Optional.empty()
            : Optional.of(
                new ComponentOutcome.Failure(
                    ErrorCode.RESTORE_INTERRUPTED,
                    "The service died during the restore" + (said.isEmpty() ? "" : "; " + said))),
        Undoable.until(outcomes, clock.now(), undo));
  }
}
