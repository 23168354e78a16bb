package io.leveredge.chronos.adapters.n8n.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workflows that are to be published. n8n refuses one as long as a workflow that it calls is
 * not, so they are tried in rounds for as long as a round publishes any.
 */
final class Activations {
  private final Map<String, Workflow> waiting = new LinkedHashMap<>();

  void add(String id, Workflow workflow) {
    // Only what is needed later: the content may be of 16 MB.
    var head = Json.NODES.objectNode();
    head.put("id", workflow.id()).put("name", workflow.name());
    waiting.put(id, new Workflow(head));
  }

  /** By workflow, for a person, why n8n does not publish it. */
  Map<String, String> run(WorkflowWriter writer) {
    Map<String, String> refused = new LinkedHashMap<>();
    boolean progress = true;
    while (progress && !waiting.isEmpty()) {
      progress = false;
      refused.clear();
      List<String> round = new ArrayList<>(waiting.keySet());
      for (String id : round) {
        Optional<String> refusal = writer.activate(id);
        if (refusal.isEmpty()) {
          waiting.remove(id);
          progress = true;
        } else {
          refused.put(
              waiting.getOrDefault(id, new Workflow(Json.NODES.objectNode())).called(),
              refusal.get());
        }
      }
    }
    return refused;
  }

  /** Whether that one was not published in the end. */
  boolean refused(String id) {
    return waiting.containsKey(id);
  }
}
