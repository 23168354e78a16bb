package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of each workflow while all are compared: a few hundred bytes, however large it is.
 *
 * @param bytes of its JSON as it came
 * @param nodes how many
 * @param digests by field; only of fields that are there
 * @param likeness of what the editor has, by which a copy is known
 * @param runningLikeness of what runs, which a copy has until it is given what was not published
 */
record Outline(
    String id,
    String name,
    boolean active,
    boolean archived,
    long bytes,
    int nodes,
    SortedSet<String> tags,
    Map<String, String> digests,
    String likeness,
    String runningLikeness) {
  private static final String NOTHING = Json.digest(Json.NODES.nullNode());

  /** What n8n itself moves while a workflow runs. */
  static final String STATIC_DATA = "staticData";

  static Outline of(Workflow workflow, long bytes) {
    JsonNode json = workflow.json();
    Map<String, String> digests = new TreeMap<>();
    for (String field : Workflow.NEEDED) {
      digests.put(field, Json.digest(json.path(field)));
    }
    for (String field : Workflow.OPTIONAL) {
      if (json.has(field)) {
        JsonNode value = json.get(field);
        digests.put(field, value.isEmpty() && !value.isTextual() ? NOTHING : Json.digest(value));
      }
    }
    JsonNode settings = json.path("settings");
    digests.put("settings", Json.digest(withoutNulls(settings)));
    digests.put("published nodes", Json.digest(workflow.published("nodes")));
    digests.put("published connections", Json.digest(workflow.published("connections")));
    return new Outline(
        workflow.id(),
        workflow.name(),
        workflow.active(),
        workflow.archived(),
        bytes,
        json.path("nodes").size(),
        workflow.tags(),
        digests,
        Readback.likeness(json.path("name"), json.path("nodes"), json.path("connections")),
        Readback.likeness(
            json.path("name"), workflow.published("nodes"), workflow.published("connections")));
  }

  private static JsonNode withoutNulls(JsonNode settings) {
    var kept = Json.NODES.objectNode();
    for (var setting : settings.properties()) {
      if (!setting.getValue().isNull()) {
        kept.set(setting.getKey(), setting.getValue());
      }
    }
    return kept;
  }

  /**
   * The fields of the content, as this has them, in which the other differs; none says the same.
   */
  List<String> differingFrom(Outline now) {
    Set<String> fields = new TreeSet<>(digests.keySet());
    if (!active || !now.active) {
      fields.removeIf(field -> field.startsWith("published "));
    }
    List<String> differing = new ArrayList<>();
    for (String field : fields) {
      if (!now.digests.getOrDefault(field, NOTHING).equals(digests.get(field))) {
        differing.add(field);
      }
    }
    return differing;
  }

  /** Whether the other is a copy of this, made by a restore, under another id. */
  boolean isCopiedBy(Outline other) {
    return other.likeness.equals(likeness) || other.likeness.equals(runningLikeness);
  }

  /** Whether the other is what a restore that was killed has left of this, before its content. */
  boolean isBareIn(Outline other) {
    return other.id.equals(id) && other.name.equals(name) && other.nodes == 0;
  }

  String called() {
    return "'%s' (%s)".formatted(Text.line(name), id);
  }
}
