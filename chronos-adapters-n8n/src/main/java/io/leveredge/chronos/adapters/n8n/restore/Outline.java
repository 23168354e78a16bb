package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 */
record Outline(
    String id,
    String name,
    boolean active,
    boolean archived,
    long bytes,
    int nodes,
    SortedSet<String> tags,
    Map<String, String> digests) {
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
        digests);
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
    return List.of("name", "nodes", "connections").stream()
        .allMatch(field -> Objects.equals(digests.get(field), other.digests.get(field)));
  }

  String called() {
    return "'%s' (%s)".formatted(Text.line(name), id);
  }
}
