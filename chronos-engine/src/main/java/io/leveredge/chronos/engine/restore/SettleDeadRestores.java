package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Settles the restores that were left in the middle, by a process that died or by a server that did
 * not come back in time: each component that was in the middle of a step is finished or rolled
 * back. To be run before anything else connects to a target's database, which may be closed or have
 * no name, and again until nothing is left to settle.
 *
 * <p>A target is claimed meanwhile, and stays so while its restore waits. The lock beside the
 * backups is enough: who does not share it does not share the journal, and the catalog cannot be
 * asked where it is its own database that is closed.
 */
public final class SettleDeadRestores {
  private static final System.Logger LOG = System.getLogger(SettleDeadRestores.class.getName());

  private final RestoreJournal journal;
  private final Targets targets;
  private final TargetClaims locks;
  private final UnsettledRestores unsettled;
  private final LastingClaims claims;
  private final TellRestoreLog log;
  private final Clock clock;
  private final Duration undo;

  /** Settled ones that may still have a claim in the catalog. */
  private final Queue<Restore> claimed = new ConcurrentLinkedQueue<>();

  /**
   * @param locks those beside the backups
   * @param claims those of the catalog, which outlive a process
   */
  public SettleDeadRestores(
      RestoreJournal journal,
      Targets targets,
      TargetClaims locks,
      UnsettledRestores unsettled,
      LastingClaims claims,
      TellRestoreLog log,
      Clock clock,
      RestoreSettings settings) {
    this.journal = journal;
    this.targets = targets;
    this.locks = locks;
    this.unsettled = unsettled;
    this.claims = claims;
    this.log = log;
    this.clock = clock;
    this.undo = settings.undo();
  }

  /**
   * Settles all that can be settled now, and answers what became of them; the log hears of it
   * later. The others wait for the next time, and nobody else gets their targets.
   */
  public List<Restore> settle() {
    List<Restore> settled = new ArrayList<>();
    List<RestoreId> dead = new ArrayList<>();
    for (DeadRun each : journal.dead()) {
      try (each) {
        dead.add(each.restore().id());
        attempt(each).ifPresent(settled::add);
      }
    }
    unsettled.forgetUnclaimedBut(dead);
    return settled;
  }

  private Optional<Restore> attempt(DeadRun dead) {
    Restore known = dead.restore();
    Optional<Claim> claim = Optional.empty();
    try {
      claim = claim(known);
      if (claim.isEmpty()) {
        if (unsettled.waits(known, "another job has the target", claim)) {
          LOG.log(
              System.Logger.Level.WARNING,
              "Restore {0} was left in the middle; it is settled when the job on target {1} ends",
              known.id(),
              known.order().target());
        }
        return Optional.empty();
      }
      Restore end = settle(dead);
      unsettled.settled(known.id());
      claim.ifPresent(Claim::close);
      return Optional.of(end);
    } catch (RuntimeException later) {
      // Of whatever kind: one that cannot be settled must not keep the others from it.
      waits(known, claim, later);
      return Optional.empty();
    }
  }

  private Optional<Claim> claim(Restore known) {
    return unsettled
        .claim(known.id())
        .or(
            () ->
                switch (locks.tryClaim(known.order().target(), known.id().job())) {
                  case Attempt.Granted(Claim granted) -> Optional.of(granted);
                  case Attempt.Busy busy -> Optional.empty();
                });
  }

  private void waits(Restore restore, Optional<Claim> claim, RuntimeException failure) {
    Optional<Claim> kept = claim.filter(held -> UnsettledRestores.mayBeSettledLater(failure));
    if (unsettled.waits(restore, String.valueOf(failure.getMessage()), kept)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "Restore " + restore.id() + " was left in the middle; settling it is tried again",
          failure);
    }
    if (kept.isEmpty()) {
      claim.ifPresent(Claim::close);
    }
  }

  /**
   * Tells the log, and gives up the claims of the catalog; to be called once the catalog may be
   * asked, and again: what could not be given up is tried anew each time.
   */
  public void tell(List<Restore> settled) {
    claimed.addAll(settled);
    claimed.removeIf(this::abandoned);
    settled.forEach(log::ended);
  }

  private boolean abandoned(Restore restore) {
    try {
      claims.abandon(restore.order().target(), restore.id().job());
      return true;
    } catch (ChronosException unavailable) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "The claim of {0} is given up later, or lapses by itself: {1}",
          restore.id(),
          unavailable.getMessage());
      return false;
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
        "Restore {0} had been left in the middle and is settled; it is {1}: {2}",
        end.id(),
        end.state().wire(),
        String.join("; ", said));
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

  private String whatHappened(RestoreId id) {
    return unsettled
        .failure(id)
        .map(ComponentOutcome.Failure::problem)
        .orElse("The service died during the restore");
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
                    whatHappened(known.id()) + (said.isEmpty() ? "" : "; " + said))),
        Undoable.until(outcomes, clock.now(), undo));
  }
}
