package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A workflow as n8n's API answers it and as a backup holds it. */
record Workflow(ObjectNode json) {
  /** What PUT and POST take at the newest version that was looked at, 2.41.1, and must be given. */
  static final List<String> NEEDED = List.of("name", "nodes", "connections", "settings");

  /** What they take besides; 2.8.4 takes {@code staticData} only. */
  static final List<String> OPTIONAL = List.of("staticData", "pinData", "nodeGroups");

  /** A credential that a node names. */
  record Credential(String type, String id, String name) {}

  String id() {
    return json.path("id").asText();
  }

  String name() {
    return json.path("name").asText();
  }

  /** For a person. */
  String called() {
    return "'%s' (%s)".formatted(Text.line(name()), id());
  }

  boolean active() {
    return json.path("active").asBoolean();
  }

  boolean archived() {
    return json.path("isArchived").asBoolean();
  }

  SortedSet<String> tags() {
    SortedSet<String> names = new TreeSet<>();
    json.path("tags").forEach(tag -> names.add(tag.path("name").asText()));
    return names;
  }

  /** Whether it was edited since it was published, so that what runs is not what the editor has. */
  boolean hasDraft() {
    return active()
        && !(Json.same(published("nodes"), json.path("nodes"))
            && Json.same(published("connections"), json.path("connections")));
  }

  /** What runs, as far as it is another thing than what the editor has. */
  JsonNode published(String field) {
    JsonNode version = json.path("activeVersion");
    return active() && version.has("nodes") && version.has("connections")
        ? version.path(field)
        : json.path(field);
  }

  /** The same with what runs in the place of what the editor has. */
  Workflow asPublished() {
    ObjectNode other = json.deepCopy();
    other.set("nodes", published("nodes"));
    other.set("connections", published("connections"));
    return new Workflow(other);
  }

  List<Credential> credentials() {
    List<Credential> all = new ArrayList<>();
    for (JsonNode node : json.path("nodes")) {
      for (var entry : node.path("credentials").properties()) {
        JsonNode named = entry.getValue();
        all.add(
            new Credential(entry.getKey(), named.path("id").asText(), named.path("name").asText()));
      }
    }
    return all;
  }
}
