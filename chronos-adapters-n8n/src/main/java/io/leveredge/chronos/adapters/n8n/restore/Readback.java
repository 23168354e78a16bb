package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Compares what n8n then has with what it was sent. */
final class Readback {
  private Readback() {}

  /**
   * The fields that came out differently.
   *
   * @param got as GET of one workflow answers
   */
  static List<String> differences(ObjectNode sent, ObjectNode got) {
    List<String> differing = new ArrayList<>();
    for (var field : sent.properties()) {
      JsonNode is = got.path(field.getKey());
      boolean same =
          switch (field.getKey()) {
            case "settings" -> settingsHold(field.getValue(), is);
            case "nodes" -> nodesHold(field.getValue(), is);
            default ->
                Json.same(field.getValue(), is) || (field.getValue().isNull() && nothing(is));
          };
      if (!same) {
        differing.add(field.getKey());
      }
    }
    return differing;
  }

  /** n8n may have further settings, its own and those that cannot be removed. */
  private static boolean settingsHold(JsonNode sent, JsonNode is) {
    for (var setting : sent.properties()) {
      JsonNode there = is.path(setting.getKey());
      boolean holds =
          Body.clears(setting.getKey(), setting.getValue())
              ? there.isMissingNode() || there.equals(setting.getValue())
              : Json.same(setting.getValue(), there);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean nodesHold(JsonNode sent, JsonNode is) {
    if (sent.size() != is.size()) {
      return false;
    }
    for (int i = 0; i < sent.size(); i++) {
      if (!Json.same(comparable(sent.get(i), sent.get(i)), comparable(is.get(i), sent.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Without what n8n sets by itself: another credential of the same name and type in the place of
   * one that it does not know, and the id of a webhook that has none.
   */
  private static JsonNode comparable(JsonNode node, JsonNode sent) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = object.deepCopy();
    copy.remove("credentials");
    if (!sent.has("webhookId")) {
      copy.remove("webhookId");
    }
    return copy;
  }

  /**
   * Equal for two workflows of which one is a copy of the other, made through n8n's API: their
   * names, nodes and connections, without what n8n sets by itself and what its API may not take.
   */
  static String likeness(JsonNode name, JsonNode nodes, JsonNode connections) {
    ArrayNode compared = Json.NODES.arrayNode();
    for (JsonNode node : nodes) {
      compared.add(
          node instanceof ObjectNode object
              ? object
                  .deepCopy()
                  .retain(Dialect.OLD_NODE)
                  .without(List.of("credentials", "webhookId"))
              : node);
    }
    return Json.digest(Json.NODES.arrayNode().add(name).add(compared).add(connections));
  }

  /** The nodes whose credentials n8n has replaced, for a person. */
  static List<String> remapped(ObjectNode sent, ObjectNode got) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < sent.path("nodes").size(); i++) {
      JsonNode node = sent.path("nodes").path(i);
      JsonNode is = got.path("nodes").path(i);
      if (!Json.same(node.path("credentials"), is.path("credentials"))
          && !(nothing(node.path("credentials")) && nothing(is.path("credentials")))) {
        nodes.add(node.path("name").asText());
      }
    }
    return nodes;
  }

  private static boolean nothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }
}
