package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the fake tells of credentials; by default that there are none. */
public final class FakeCredentials {
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
            .put("isManaged", false)
            .put("createdAt", "2026-01-19T06:00:00.000Z"));
    return this;
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

  synchronized List<ObjectNode> all() {
    if (withheld.isPresent()) {
      throw new ApiAnswer.Refusal(withheld.getAsInt(), "The fake was told to withhold credentials");
    }
    return List.copyOf(known);
  }
}
