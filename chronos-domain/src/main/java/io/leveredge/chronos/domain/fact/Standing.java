package io.leveredge.chronos.domain.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a backup stands by what was found out about it so far.
 *
 * @param verification the last look at its bytes: {@code verified}, {@code corrupt} or {@code
 *     missing}
 * @param proof the last trial of a restore: {@code proven} or {@code not_proven}
 * @param hold that it is held, unless it was released since; one release ends every hold
 */
public record Standing(Optional<Fact> verification, Optional<Fact> proof, Optional<Fact> hold) {
  private static final Set<FactKind> VERIFICATIONS =
      Set.of(FactKind.VERIFIED, FactKind.CORRUPT, FactKind.MISSING);
  private static final Set<FactKind> PROOFS = Set.of(FactKind.PROVEN, FactKind.NOT_PROVEN);
  private static final Set<FactKind> HOLDS = Set.of(FactKind.HELD, FactKind.RELEASED);

  /**
   * What these add up to.
   *
   * @param facts in the order in which they were written down, which counts, and not their times: a
   *     clock may go back
   */
  public static Standing of(List<Fact> facts) {
    return new Standing(
        last(facts, VERIFICATIONS),
        last(facts, PROOFS),
        last(facts, HOLDS).filter(fact -> fact.kind().equals(FactKind.HELD)));
  }

  private static Optional<Fact> last(List<Fact> facts, Set<FactKind> kinds) {
    return facts.stream().filter(fact -> kinds.contains(fact.kind())).reduce((one, next) -> next);
  }

  /** Whether the last look at its bytes found damage. */
  public boolean damaged() {
    return verification.filter(fact -> !fact.kind().equals(FactKind.VERIFIED)).isPresent();
  }

  /** When every byte of it was last found as written; empty once damage was found since. */
  public Optional<Instant> verifiedAt() {
    return verification.filter(fact -> fact.kind().equals(FactKind.VERIFIED)).map(Fact::at);
  }

  /**
   * When it was last seen to restore; empty once a trial has failed since, and as long as it is
   * damaged.
   */
  public Optional<Instant> provenAt() {
    return proof.filter(fact -> fact.kind().equals(FactKind.PROVEN) && !damaged()).map(Fact::at);
  }
}
