package io.leveredge.chronos.domain.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

  @Test
  void nothingFoundOutIsNothingClaimed() {
    Standing standing = Standing.of(List.of());
    assertThat(standing.verifiedAt()).isEmpty();
    assertThat(standing.provenAt()).isEmpty();
    assertThat(standing.hold()).isEmpty();
    assertThat(standing.damaged()).isFalse();
  }

  @Test
  void theLastVerificationCounts() {
    assertThat(standing(FactKind.VERIFIED, FactKind.VERIFIED).verifiedAt()).contains(at(1));
    assertThat(standing(FactKind.VERIFIED, FactKind.CORRUPT).verifiedAt()).isEmpty();
    assertThat(standing(FactKind.VERIFIED, FactKind.MISSING).damaged()).isTrue();
    assertThat(standing(FactKind.CORRUPT, FactKind.VERIFIED).verifiedAt()).contains(at(1));
    assertThat(standing(FactKind.CORRUPT, FactKind.VERIFIED).damaged()).isFalse();
  }

  @Test
  void aProofEndsWithAFailedTrialAndRestsWhileThereIsDamage() {
    assertThat(standing(FactKind.PROVEN).provenAt()).contains(at(0));
    assertThat(standing(FactKind.PROVEN, FactKind.NOT_PROVEN).provenAt()).isEmpty();
    assertThat(standing(FactKind.PROVEN, FactKind.CORRUPT).provenAt()).isEmpty();
    assertThat(standing(FactKind.PROVEN, FactKind.CORRUPT, FactKind.VERIFIED).provenAt())
        .as("the bytes are again those that were proven")
        .contains(at(0));
  }

  @Test
  void aHoldLastsUntilItIsReleased() {
    assertThat(standing(FactKind.HELD, FactKind.VERIFIED).hold()).isPresent();
    assertThat(standing(FactKind.HELD, FactKind.RELEASED).hold()).isEmpty();
    assertThat(standing(FactKind.HELD, FactKind.RELEASED, FactKind.HELD).hold().map(Fact::at))
        .contains(at(2));
  }

  @Test
  void theOrderCountsAndNotTheClock() {
    Fact held = new Fact(FactKind.HELD, at(9), "hades", Map.of());
    Fact released = new Fact(FactKind.RELEASED, at(1), "hades", Map.of());
    assertThat(Standing.of(List.of(held, released)).hold()).isEmpty();
  }

  @Test
  void aKindOfALaterVersionChangesNothing() {
    assertThat(standing(FactKind.VERIFIED, new FactKind("notarised")).verifiedAt()).contains(at(0));
  }

  @Test
  void aKindIsOneWord() {
    for (String word : List.of("", "Verified", "two words", "line\nbreak", "1st")) {
      assertThatThrownBy(() -> new FactKind(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(word);
    }
  }

  private static Standing standing(FactKind... kinds) {
    List<Fact> facts = new ArrayList<>();
    for (FactKind kind : kinds) {
      facts.add(new Fact(kind, at(facts.size()), "somebody", Map.of()));
    }
    return Standing.of(facts);
  }

  private static Instant at(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }
}
