package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the fake tells of credentials; by default that there are none. */
public final class FakeCredentials {
  private static final String CREATED = "2026-01-19T06:00:00.000Z";

  private final List<ObjectNode> known = new ArrayList<>();
  private OptionalInt withheld = OptionalInt.empty();

  /** Adds one. Its secret is never answered, as n8n never does. */
  public synchronized FakeCredentials add(String id, String name, String type) {
    known.add(
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("name", name)
            .put("type", type)
            .put("createdAt", CREATED)
            .put("updatedAt", CREATED));
    return this;
  }

  synchronized ObjectNode create(JsonNode posted) {
    add(
        "credential%06d".formatted(known.size() + 1),
        posted.path("name").asText(),
        posted.path("type").asText());
    return known.get(known.size() - 1);
  }

  /**
   * Adds one that answers hold exactly so: with a secret too, as no n8n should and one day one
   * might.
   */
  public synchronized FakeCredentials addVerbatim(String json) {
    known.add((ObjectNode) FakeWorkflows.parse(json));
    return this;
  }

  /** From now on a request for the list gets that status: 405 is that of versions without it. */
  public synchronized FakeCredentials withhold(int status) {
    withheld = OptionalInt.of(status);
    return this;
  }

  /**
   * As n8n saves nodes: a credential that it does not know by its id is replaced, and nothing said,
   * by the one of that name and type, where there is exactly one (n8n's replaceInvalidCredentials).
   */
  synchronized ObjectNode replacedIn(ObjectNode workflow) {
    for (JsonNode node : workflow.path("nodes")) {
      for (Map.Entry<String, JsonNode> used : node.path("credentials").properties()) {
        List<ObjectNode> ofType =
            known.stream().filter(it -> it.path("type").asText().equals(used.getKey())).toList();
        List<ObjectNode> named =
            ofType.stream()
                .filter(it -> it.path("name").equals(used.getValue().path("name")))
                .toList();
        if (ofType.stream().noneMatch(it -> it.path("id").equals(used.getValue().path("id")))
            && named.size() == 1
            && used.getValue() instanceof ObjectNode replaced) {
          replaced.set("id", named.get(0).get("id"));
        }
      }
    }
    return workflow;
  }

  synchronized List<ObjectNode> all() {
    if (withheld.isPresent()) {
      throw new ApiAnswer.Refusal(withheld.getAsInt(), "The fake was told to withhold credentials");
    }
    return List.copyOf(known);
  }
}
