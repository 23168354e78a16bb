package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.Answer;
import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.adapters.n8n.Walk;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What n8n has now.
 *
 * @param workflows by id
 * @param credentials their ids; empty where this key or version does not list them
 * @param withheld why not
 * @param scopes of the key; empty where this version does not tell
 */
record Present(
    Map<String, Outline> workflows,
    Optional<Set<String>> credentials,
    String withheld,
    Optional<Set<String>> scopes) {

  /**
   * @throws ChronosException where n8n does not answer or does not list its workflows
   */
  static Present read(N8nApi api, N8nLimits limits) {
    Map<String, Outline> workflows = new TreeMap<>();
    new WorkflowCalls(api, limits)
        .each(
            listed -> {
              byte[] bytes = listed.raw().bytes();
              try {
                Workflow workflow = new Workflow(Json.object(bytes));
                workflows.put(workflow.id(), Outline.of(workflow, bytes.length));
              } catch (IOException tooDeep) {
                throw new ChronosException(
                    ErrorCode.N8N_FAILED,
                    "Workflow " + Text.line(listed.identity()) + " cannot be read",
                    tooDeep);
              }
            });
    Set<String> ids = new HashSet<>();
    Walk credentials =
        new Walk(api, limits, "/credentials", each -> each.text("id").ifPresent(ids::add));
    return switch (credentials.ask()) {
      case Answer.Given<Boolean> given -> new Present(workflows, Optional.of(ids), "", scopes(api));
      case Answer.Withheld<Boolean>(int status, String reason) ->
          new Present(workflows, Optional.empty(), reason, scopes(api));
    };
  }

  /** 2.41.1 answers them to any key at {@code /discover}; 2.8.4 does not know it. */
  private static Optional<Set<String>> scopes(N8nApi api) {
    return switch (api.ask("/discover", WorkflowCalls::object)) {
      case Answer.Given<ObjectNode>(ObjectNode json) -> {
        Set<String> scopes = new HashSet<>();
        for (JsonNode scope : json.path("data").path("scopes")) {
          scopes.add(scope.asText());
        }
        yield scopes.isEmpty() ? Optional.empty() : Optional.of(scopes);
      }
      case Answer.Withheld<ObjectNode> unknown -> Optional.empty();
    };
  }
}
