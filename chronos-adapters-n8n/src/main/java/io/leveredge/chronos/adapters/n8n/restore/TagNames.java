package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leveredge.chronos.adapters.n8n.Answer;
import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nApi.Reply;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.adapters.n8n.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags of n8n by their names, which are what a backup's tags are found again by. */
final class TagNames {
  private final N8nApi api;
  private final N8nLimits limits;
  private final Map<String, String> idsByName = new HashMap<>();
  private final List<String> made = new ArrayList<>();
  private boolean read;

  TagNames(N8nApi api, N8nLimits limits) {
    this.api = api;
    this.limits = limits;
  }

  /**
   * As the body that assigns them; a tag that is missing is made.
   *
   * @return empty where this key may not list or make tags
   */
  Optional<ArrayNode> chosen(Set<String> names) {
    ArrayNode chosen = Json.NODES.arrayNode();
    for (String name : names) {
      Optional<String> id = id(name);
      if (id.isEmpty()) {
        return Optional.empty();
      }
      chosen.addObject().put("id", id.get());
    }
    return Optional.of(chosen);
  }

  private Optional<String> id(String name) {
    if (!read) {
      readAll();
      read = true;
    }
    if (!idsByName.containsKey(name)) {
      byte[] body = Json.bytes(Json.NODES.objectNode().put("name", name));
      Reply reply = api.send("POST", "/tags", body, limits.tries());
      if (reply.succeeded()) {
        String id = WorkflowCalls.object(reply).path("id").asText();
        made.add(id);
        idsByName.put(name, id);
      } else if (reply.status() == 409) {
        // A try before that, or somebody else, has made it.
        readAll();
      }
    }
    return Optional.ofNullable(idsByName.get(name));
  }

  private void readAll() {
    Walk walk =
        new Walk(
            api,
            limits,
            "/tags",
            tag ->
                tag.text("name")
                    .ifPresent(name -> tag.text("id").ifPresent(id -> idsByName.put(name, id))));
    if (walk.ask() instanceof Answer.Withheld<Boolean>) {
      idsByName.clear();
    }
  }

  /** The ids of those that were made. */
  List<String> made() {
    return List.copyOf(made);
  }
}
