package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of each component, as the field {@code results}. */
final class ResultJson {
  private ResultJson() {}

  static JsonNode write(List<ComponentResult> results) {
    var array = Json.NODES.arrayNode();
    results.forEach(result -> array.add(write(result)));
    return array;
  }

  private static JsonNode write(ComponentResult result) {
    var object = Json.NODES.objectNode();
    object.put("component", result.component().wire());
    object.put("state", wire(result.state()));
    object.set("missing", Json.textArray(result.missing()));
    object.set("notes", Json.textArray(result.notes()));
    object.set("facts", Json.textObject(result.facts()));
    object.set("artifacts", writeArtifacts(result.artifacts()));
    return object;
  }

  static JsonNode writeArtifacts(List<Artifact> artifacts) {
    var array = Json.NODES.arrayNode();
    artifacts.forEach(artifact -> array.add(write(artifact)));
    return array;
  }

  private static JsonNode write(Artifact artifact) {
    return Json.NODES
        .objectNode()
        .put("name", artifact.name().value())
        .put("codec", artifact.codec().wire())
        .put("stored_bytes", artifact.storedBytes().value())
        .put("stored_sha256", artifact.storedSha256().hex())
        .put("plain_bytes", artifact.plainBytes().value())
        .put("plain_sha256", artifact.plainSha256().hex());
  }

  static List<ComponentResult> read(JsonNode from) {
    return Json.list(from, "results", ResultJson::readResult);
  }

  private static ComponentResult readResult(JsonNode from) {
    return new ComponentResult(
        Json.word(from, "component", Component::fromWire),
        Json.word(from, "state", ResultJson::state),
        readArtifacts(from, "artifacts"),
        Json.texts(from, "missing"),
        Json.texts(from, "notes"),
        Json.textMap(from, "facts"));
  }

  static List<Artifact> readArtifacts(JsonNode from, String field) {
    return Json.list(from, field, ResultJson::readArtifact);
  }

  private static Artifact readArtifact(JsonNode from) {
    return new Artifact(
        new ArtifactName(Json.text(from, "name")),
        Json.word(from, "codec", Codec::fromWire),
        ByteCount.of(Json.number(from, "stored_bytes")),
        new Sha256(Json.text(from, "stored_sha256")),
        ByteCount.of(Json.number(from, "plain_bytes")),
        new Sha256(Json.text(from, "plain_sha256")));
  }

  private static String wire(ComponentResult.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<ComponentResult.State> state(String word) {
    return Arrays.stream(ComponentResult.State.values())
        .filter(state -> wire(state).equals(word))
        .findFirst();
  }
}
