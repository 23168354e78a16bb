package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One element of the column {@code outcomes}. Empty lists and maps may be left out. */
@Serdeable(naming = SnakeCaseStrategy.class)
record OutcomeJson(
    String component,
    String state,
    @Nullable Map<String, Long> counts,
    @Nullable Map<String, String> renamed,
    @Nullable List<String> notes,
    @Nullable Map<String, String> facts,
    @Nullable String failureCode,
    @Nullable String problem) {

  static OutcomeJson from(ComponentOutcome outcome) {
    Map<String, Long> counts = new TreeMap<>();
    outcome.counts().forEach((kind, count) -> counts.put(kind.wire(), count));
    return new OutcomeJson(
        outcome.component().wire(),
        outcome.state().wire(),
        counts,
        storable(outcome.renamed()),
        outcome.notes().stream().map(StorableText::of).toList(),
        storable(outcome.facts()),
        outcome.failure().map(it -> it.code().wire()).orElse(null),
        outcome.failure().map(it -> StorableText.of(it.problem())).orElse(null));
  }

  private static Map<String, String> storable(Map<String, String> texts) {
    Map<String, String> storable = new TreeMap<>();
    texts.forEach((name, text) -> storable.put(StorableText.of(name), StorableText.of(text)));
    return storable;
  }

  /**
   * @throws IllegalArgumentException when a word is unknown
   * @throws NullPointerException when one is missing
   */
  ComponentOutcome toOutcome() {
    return new ComponentOutcome(
        StoredWord.known(Component.fromWire(component), component),
        ComponentOutcome.State.valueOf(state.toUpperCase(Locale.ROOT)),
        knownCounts(),
        renamed == null ? Map.of() : renamed,
        notes == null ? List.of() : notes,
        facts == null ? Map.of() : facts,
        Optional.ofNullable(failureCode)
            .map(
                code ->
                    new ComponentOutcome.Failure(
                        StoredWord.failureCode(code), Objects.requireNonNull(problem))));
  }

  /** Kinds that a later version adds hide no restore: they are passed over. */
  private Map<ChangeKind, Long> knownCounts() {
    Map<ChangeKind, Long> known = new EnumMap<>(ChangeKind.class);
    if (counts != null) {
      counts.forEach(
          (word, count) -> ChangeKind.fromWire(word).ifPresent(kind -> known.put(kind, count)));
    }
    return known;
  }
}
