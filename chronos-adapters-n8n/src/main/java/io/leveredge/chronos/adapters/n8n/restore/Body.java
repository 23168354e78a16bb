package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body that makes a workflow what it is to be.
 *
 * @param lasting settings that came since and that the API cannot remove: PUT merges settings
 */
record Body(ObjectNode json, List<String> lasting) {
  /** Values that make n8n remove a setting (seen at 2.8.4 and 2.41.1). */
  private static final Map<String, JsonNode> CLEARING =
      Map.of(
          "timezone", Json.NODES.textNode("DEFAULT"),
          "errorWorkflow", Json.NODES.textNode("DEFAULT"),
          "executionTimeout", Json.NODES.numberNode(-1));

  /** For a workflow that is made. */
  static Body creating(Workflow wanted) {
    return new Body(content(wanted, Optional.empty()), List.of());
  }

  /** For one that is there. */
  static Body changing(Workflow wanted, Workflow now) {
    ObjectNode body = content(wanted, Optional.of(now));
    ObjectNode settings = body.withObject("/settings");
    List<String> lasting = new ArrayList<>();
    for (var setting : now.json().path("settings").properties()) {
      String name = setting.getKey();
      if (!settings.has(name)) {
        if (CLEARING.containsKey(name)) {
          settings.set(name, CLEARING.get(name));
        } else {
          lasting.add(name);
        }
      }
    }
    return new Body(body, lasting);
  }

  private static ObjectNode content(Workflow wanted, Optional<Workflow> now) {
    ObjectNode body = Json.NODES.objectNode();
    body.set("name", wanted.json().path("name").deepCopy());
    body.set("nodes", wanted.json().path("nodes").deepCopy());
    body.set("connections", wanted.json().path("connections").deepCopy());
    ObjectNode settings = body.putObject("settings");
    for (var setting : wanted.json().path("settings").properties()) {
      if (!setting.getValue().isNull()) {
        settings.set(setting.getKey(), setting.getValue().deepCopy());
      }
    }
    for (String field : Workflow.OPTIONAL) {
      JsonNode value = wanted.json().path(field);
      boolean there = now.filter(workflow -> !isNothing(workflow.json().path(field))).isPresent();
      if (!isNothing(value)) {
        body.set(field, value.deepCopy());
      } else if (there && wanted.json().has(field)) {
        // 2.41.1 takes null for the other two and not for this one.
        body.set(field, field.equals("nodeGroups") ? Json.NODES.arrayNode() : value.deepCopy());
      }
    }
    return body;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  /** Whether that is how a setting is removed. */
  static boolean clears(String setting, JsonNode value) {
    return value.equals(CLEARING.get(setting));
  }
}
