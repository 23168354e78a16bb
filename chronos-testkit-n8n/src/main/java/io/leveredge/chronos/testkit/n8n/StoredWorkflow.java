package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One workflow of the fake. */
final class StoredWorkflow {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String id;
  private final Optional<String> verbatim;
  private final Ticks ticks;
  private final ObjectNode fields;
  private boolean lately;

  private StoredWorkflow(String id, Optional<String> verbatim, ObjectNode fields, Ticks ticks) {
    this.id = id;
    this.verbatim = verbatim;
    this.fields = fields;
    this.ticks = ticks;
  }

  /** A clock that moves by a second with each change, so that no two changes look like one. */
  static final class Ticks {
    private static final Instant START = Instant.parse("2026-01-19T06:00:00Z");
    private final AtomicLong seconds = new AtomicLong();

    String next() {
      return START.plusSeconds(seconds.incrementAndGet()).toString().replace("Z", ".000Z");
    }
  }

  static StoredWorkflow verbatim(String id, String json, Ticks ticks) {
    return new StoredWorkflow(id, Optional.of(json), NODES.objectNode(), ticks);
  }

  static StoredWorkflow created(String id, ObjectNode posted, N8nVersion version, Ticks ticks) {
    ObjectNode fields = NODES.objectNode();
    String now = ticks.next();
    fields.put("id", id);
    fields.set("name", posted.path("name"));
    fields.putNull("description").put("active", false).putNull("activeVersionId");
    fields.put("createdAt", now).put("updatedAt", now).put("isArchived", false);
    fields.put("versionId", UUID.randomUUID().toString()).put("versionCounter", 1);
    if (version == N8nVersion.V2_41_1) {
      fields.putNull("sourceWorkflowId");
    }
    fields.put("triggerCount", 0);
    for (String content : List.of("nodes", "connections", "nodeGroups")) {
      fields.set(content, posted.has(content) ? posted.get(content) : NODES.arrayNode());
    }
    // Of a workflow that a package brought without any they are null.
    fields.set("settings", posted.has("settings") ? posted.get("settings") : NODES.nullNode());
    if (fields.get("settings") instanceof ObjectNode settings) {
      settings.remove(cleared(settings));
    }
    for (String optional : List.of("staticData", "pinData", "meta")) {
      fields.set(optional, posted.has(optional) ? posted.get(optional) : NODES.nullNode());
    }
    fields.putArray("tags");
    fields.putArray("shared").addObject().put("role", "workflow:owner").put("workflowId", id);
    fields.putNull("activeVersion");
    if (version == N8nVersion.V2_8_4) {
      fields.remove("nodeGroups");
    }
    return new StoredWorkflow(id, Optional.empty(), fields, ticks);
  }

  String id() {
    return id;
  }

  /** As GET of one answers. */
  synchronized JsonNode whole() {
    return verbatim.map(FakeWorkflows::parse).orElseGet(fields::deepCopy);
  }

  /** As the list answers. */
  synchronized String listed(N8nVersion version) {
    return verbatim.orElseGet(
        () -> fields.deepCopy().without(WorkflowFields.of(version).leftOutOfLists()).toString());
  }

  synchronized boolean is(String state) {
    return fields.path(state).asBoolean();
  }

  /**
   * What PUT does. Settings are merged, and some values remove one; a change of content makes a new
   * version, and any PUT moves the time.
   *
   * @param publish whether an active one runs what was put
   */
  synchronized void update(ObjectNode put, boolean publish) {
    boolean content = false;
    for (Map.Entry<String, JsonNode> field : put.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue().deepCopy();
      if (name.equals("settings")) {
        ObjectNode settings =
            fields.get("settings") instanceof ObjectNode there
                ? there
                : fields.putObject("settings");
        settings.setAll((ObjectNode) value);
        settings.remove(cleared(value));
      } else {
        content |= contains(name) && !value.equals(fields.get(name));
        fields.set(name, value);
      }
    }
    if (content) {
      fields.put("versionId", UUID.randomUUID().toString());
    }
    fields.put("updatedAt", ticks.next());
    fields.put("versionCounter", fields.path("versionCounter").asInt() + 1);
    if (publish && is("active")) {
      activate(true);
    }
  }

  /** A default is not stored. */
  private static List<String> cleared(JsonNode settings) {
    List<String> cleared = new ArrayList<>();
    for (String setting : List.of("timezone", "errorWorkflow")) {
      if (settings.path(setting).asText().equals("DEFAULT")) {
        cleared.add(setting);
      }
    }
    if (settings.path("executionTimeout").asInt() == -1) {
      cleared.add("executionTimeout");
    }
    return cleared;
  }

  synchronized void refuseWithoutTrigger() {
    for (JsonNode node : fields.path("nodes")) {
      String type = node.path("type").asText();
      if (type.endsWith("Trigger") || type.endsWith("webhook")) {
        return;
      }
    }
    throw new ApiAnswer.Refusal(
        400,
        "Workflow cannot be activated because it has no trigger node. At least one trigger,"
            + " webhook, or polling node is required.");
  }

  private static boolean contains(String field) {
    return field.equals("nodes") || field.equals("connections");
  }

  /** Moves neither the time nor the version: only the whole list shows it. */
  synchronized void activate(boolean active) {
    lately = !active && is("active");
    fields.put("active", active);
    if (active) {
      fields.set("activeVersionId", fields.get("versionId"));
      ObjectNode version = fields.putObject("activeVersion");
      for (String part : List.of("versionId", "nodes", "connections")) {
        version.set(part, fields.get(part).deepCopy());
      }
    } else {
      fields.putNull("activeVersionId").putNull("activeVersion");
    }
  }

  /** Taking one out of the archive makes a new version of it. */
  synchronized void archive(boolean archived) {
    boolean was = is("isArchived");
    fields.put("isArchived", archived);
    if (archived && is("active")) {
      activate(false);
    }
    if (!archived && was) {
      fields.put("updatedAt", ticks.next()).put("versionId", UUID.randomUUID().toString());
    }
  }

  /** Moves neither the time nor the version. */
  synchronized void tag(Iterable<ObjectNode> tags) {
    fields.putArray("tags").removeAll();
    for (ObjectNode tag : tags) {
      fields.withArray("tags").add(tag.deepCopy());
    }
  }

  /** Whether this was deactivated just before: once, 2.41 then still holds it for active. */
  synchronized boolean wasActiveLately() {
    boolean was = lately;
    lately = false;
    return was;
  }
}
