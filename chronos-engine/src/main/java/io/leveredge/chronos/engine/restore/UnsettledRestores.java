package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.claim.TargetClaims.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The restores that were left in the middle and could not be settled yet, each with the claim on
 * its target while waiting may help: no backup and no other restore begins there meanwhile. Safe
 * for use by several threads.
 */
public final class UnsettledRestores implements AutoCloseable {
  private final Map<RestoreId, Waiting> waiting = new TreeMap<>();

  /**
   * One of them.
   *
   * @param why it is not settled
   * @param failure what this process had to say of its end, where it was a restore of this process
   */
  private record Waiting(
      Restore restore,
      String why,
      Optional<ComponentOutcome.Failure> failure,
      Optional<Claim> claim) {}

  /** Takes over a restore of this process whose outcome is not known, and its claim. */
  synchronized void leave(Restore end, Claim claim) {
    String why = end.problem().map(ComponentOutcome.Failure::problem).orElse("");
    waiting.put(end.id(), new Waiting(end, why, end.problem(), Optional.of(claim)));
  }

  /** The claim that is held for a restore. */
  synchronized Optional<Claim> claim(RestoreId id) {
    return Optional.ofNullable(waiting.get(id)).flatMap(Waiting::claim);
  }

  /** What this process had to say of its end, where it was a restore of this process. */
  synchronized Optional<ComponentOutcome.Failure> failure(RestoreId id) {
    return Optional.ofNullable(waiting.get(id)).flatMap(Waiting::failure);
  }

  /**
   * Notes that one could not be settled now.
   *
   * @param claim what is held on from here on; any other of that restore is given up
   * @return whether that is news
   */
  synchronized boolean waits(Restore restore, String why, Optional<Claim> claim) {
    Optional<Waiting> before = Optional.ofNullable(waiting.get(restore.id()));
    waiting.put(restore.id(), new Waiting(restore, why, before.flatMap(Waiting::failure), claim));
    before
        .flatMap(Waiting::claim)
        .filter(held -> !claim.equals(Optional.of(held)))
        .ifPresent(Claim::close);
    return before.filter(it -> it.why().equals(why)).isEmpty();
  }

  /** Forgets those that nobody holds a target for and that somebody else has settled. */
  synchronized void forgetUnclaimedBut(Collection<RestoreId> dead) {
    waiting.values().removeIf(it -> it.claim().isEmpty() && !dead.contains(it.restore().id()));
  }

  /** Gives up what was held for one that is settled. */
  synchronized void settled(RestoreId id) {
    Optional.ofNullable(waiting.remove(id)).flatMap(Waiting::claim).ifPresent(Claim::close);
  }

  /** Whether there are restores, and why they wait, a sentence for each. */
  public synchronized List<String> problems() {
    return waiting.values().stream()
        .map(
            it ->
                "Restore %s of target '%s' was left in the middle and is not settled yet%s: %s"
                    .formatted(
                        it.restore().id(),
                        it.restore().order().target(),
                        it.claim().isPresent()
                            ? "; no backup and no restore of the target begins before it is"
                            : "",
                        it.why()))
        .toList();
  }

  /**
   * Whether the target is better kept from everybody until the next attempt: what failed may
   * succeed then. What nobody can tell any more, or is not configured, would keep it for ever.
   */
  static boolean mayBeSettledLater(RuntimeException failure) {
    return failure instanceof ChronosException expected
        && switch (expected.code()) {
          case RESTORE_OUTCOME_UNKNOWN, UNKNOWN_TARGET -> false;
          default -> true;
        };
  }

  /** Gives up every claim: nobody tries again in this process. */
  @Override
  public synchronized void close() {
    waiting.values().forEach(it -> it.claim().ifPresent(Claim::close));
    waiting.clear();
  }
}
