package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.Failure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of each component in a restore, as the field {@code outcomes}. */
final class OutcomeJson {
  private OutcomeJson() {}

  static JsonNode write(List<ComponentOutcome> outcomes) {
    var array = Json.NODES.arrayNode();
    outcomes.forEach(outcome -> array.add(write(outcome)));
    return array;
  }

  private static JsonNode write(ComponentOutcome outcome) {
    var object = Json.NODES.objectNode();
    object.put("component", outcome.component().wire());
    object.put("state", outcome.state().wire());
    var counts = object.putObject("counts");
    outcome.counts().forEach((kind, count) -> counts.put(kind.wire(), count));
    object.set("renamed", Json.textObject(outcome.renamed()));
    object.set("notes", Json.textArray(outcome.notes()));
    object.set("facts", Json.textObject(outcome.facts()));
    object.set("failure", write(outcome.failure()));
    return object;
  }

  static JsonNode write(Optional<Failure> failure) {
    return failure
        .<JsonNode>map(
            it ->
                Json.NODES.objectNode().put("code", it.code().wire()).put("problem", it.problem()))
        .orElseGet(Json.NODES::nullNode);
  }

  static ComponentOutcome read(JsonNode from) {
    return new ComponentOutcome(
        Json.word(from, "component", Component::fromWire),
        Json.word(from, "state", OutcomeJson::state),
        readCounts(Json.field(from, "counts")),
        Json.textMap(from, "renamed"),
        Json.texts(from, "notes"),
        Json.textMap(from, "facts"),
        readFailure(from));
  }

  private static Optional<ComponentOutcome.State> state(String word) {
    return Arrays.stream(ComponentOutcome.State.values())
        .filter(state -> state.wire().equals(word))
        .findFirst();
  }

  /** Kinds that a later version adds hide no restore: they are passed over. */
  private static Map<ChangeKind, Long> readCounts(JsonNode from) {
    Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
    from.fieldNames()
        .forEachRemaining(
            word ->
                ChangeKind.fromWire(word)
                    .ifPresent(kind -> counts.put(kind, Json.number(from, word))));
    return counts;
  }

  /** Why something failed, from the object that has it as its field {@code failure}. */
  static Optional<Failure> readFailure(JsonNode object) {
    return Optional.of(object.path("failure"))
        .filter(JsonNode::isObject)
        .map(failure -> new Failure(Json.code(failure, "code"), Json.text(failure, "problem")));
  }
}
