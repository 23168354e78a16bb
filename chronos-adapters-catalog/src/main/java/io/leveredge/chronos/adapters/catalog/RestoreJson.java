package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.util.List;
import java.util.Set;

/** The columns {@code choice} and {@code outcomes} of a restore. */
final class RestoreJson {
  private final JsonColumn<ChoiceJson> choice;
  private final JsonColumn<List<OutcomeJson>> outcomes;

  RestoreJson(ObjectMapper mapper) {
    choice = new JsonColumn<>("choices", mapper, Argument.of(ChoiceJson.class));
    outcomes = new JsonColumn<>("outcomes", mapper, Argument.listOf(OutcomeJson.class));
  }

  String write(RestoreChoice chosen) {
    return choice.write(ChoiceJson.from(chosen));
  }

  String write(List<ComponentOutcome> came) {
    return outcomes.write(came.stream().map(OutcomeJson::from).toList());
  }

  /**
   * What was chosen of those components.
   *
   * @throws IllegalArgumentException when the column holds something else, and what {@link
   *     ChoiceJson#toChoice} throws
   */
  RestoreChoice readChoice(String text, Set<Component> components) {
    return choice.read(text).toChoice(components);
  }

  /**
   * What came of each component.
   *
   * @throws IllegalArgumentException when the column holds something else, and what {@link
   *     OutcomeJson#toOutcome} throws
   */
  List<ComponentOutcome> readOutcomes(String text) {
    return outcomes.read(text).stream().map(OutcomeJson::toOutcome).toList();
  }
}
