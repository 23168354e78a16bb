package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nApi.Reply;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes workflows, each once: where the answer is lost, the list says whether it was made, and only
 * if not is it asked for again.
 */
final class Creation {
  private final N8nApi api;
  private final N8nLimits limits;
  private final WorkflowCalls calls;
  private final Set<String> known;

  /**
   * @param known ids of the workflows that were there before
   */
  Creation(N8nApi api, N8nLimits limits, Set<String> known) {
    this.api = api;
    this.limits = limits;
    this.calls = new WorkflowCalls(api, limits);
    this.known = new HashSet<>(known);
  }

  Reply post(ObjectNode body) {
    for (int attempt = 1; ; attempt++) {
      try {
        Reply reply = calls.post(body);
        if (reply.succeeded()) {
          known.add(WorkflowCalls.object(reply).path("id").asText());
        }
        return reply;
      } catch (ChronosException lost) {
        if (!lost.code().retryable() || Thread.currentThread().isInterrupted()) {
          throw lost;
        }
        Optional<String> made = made(body);
        if (made.isPresent()) {
          return new Reply(200, made.get(), "made, although the answer was lost");
        }
        if (attempt >= limits.tries()) {
          throw lost;
        }
        api.rest(limits.firstPause().multipliedBy(1L << Math.min(attempt, 10)));
      }
    }
  }

  private Optional<String> made(ObjectNode body) {
    Holder found = new Holder();
    calls.each(
        listed -> {
          if (!known.contains(listed.identity())
              && listed.text("name").equals(Optional.of(body.path("name").asText()))) {
            found.look(listed.raw().bytes(), body);
          }
        });
    found.json.ifPresent(json -> known.add(json.path("id").asText()));
    return found.json.map(ObjectNode::toString);
  }

  private static final class Holder {
    private Optional<ObjectNode> json = Optional.empty();

    void look(byte[] bytes, ObjectNode body) {
      try {
        ObjectNode there = Json.object(bytes);
        if (Readback.differences(body, there).isEmpty()) {
          json = Optional.of(there);
        }
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }
  }
}
