package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.Answer;
import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nApi.Reply;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.adapters.n8n.RawObject;
import io.leveredge.chronos.adapters.n8n.Walk;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The requests by which workflows are changed. */
final class WorkflowCalls {
  /** An n8n that was told to stop a workflow refuses for a moment to delete it. */
  private static final int TRIES_OF_DELETING = 25;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final byte[] NOTHING = new byte[0];

  private final N8nApi api;
  private final N8nLimits limits;

  WorkflowCalls(N8nApi api, N8nLimits limits) {
    this.api = api;
    this.limits = limits;
  }

  /** Every workflow, as the list answers it. */
  Set<String> each(Consumer<RawObject> visitor) {
    Walk walk = new Walk(api, limits, "/workflows", visitor);
    walk.toTheEnd();
    return walk.seen();
  }

  /** As n8n has it now; empty where it has none of that id. */
  Optional<Workflow> find(String id) {
    return switch (api.ask(path(id), WorkflowCalls::object)) {
      case Answer.Given<ObjectNode>(ObjectNode json) -> Optional.of(new Workflow(json));
      case Answer.Withheld<ObjectNode>(int status, String reason) -> {
        if (status == 404) {
          yield Optional.empty();
        }
        throw new ChronosException(ErrorCode.N8N_REFUSED, reason);
      }
    };
  }

  Workflow get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.N8N_REFUSED, "Workflow " + Text.line(id) + " is gone from n8n"));
  }

  /** One try: a second one may make a second workflow. */
  Reply post(ObjectNode body) {
    return api.send("POST", "/workflows", Json.bytes(body), 1);
  }

  /** Makes one that is gone, under its id and without content; may be done twice. */
  Reply importBare(Workflow workflow) {
    byte[] form = BarePackage.form(workflow);
    return api.send("POST", "/n8n-packages/import", BarePackage.TYPE, form, limits.tries());
  }

  Reply put(String id, ObjectNode body) {
    return api.send("PUT", path(id), Json.bytes(body), limits.tries());
  }

  /** Leaves what runs as it is; 400 where n8n is too old for it. */
  Reply putDraft(String id, ObjectNode body) {
    return api.send("PUT", path(id) + "?publishIfActive=false", Json.bytes(body), limits.tries());
  }

  /**
   * @param verb {@code activate}, {@code deactivate}, {@code archive} or {@code unarchive}; each
   *     may be done twice
   */
  Reply make(String id, String verb) {
    return api.send("POST", path(id) + "/" + verb, NOTHING, limits.tries());
  }

  Reply tag(String id, com.fasterxml.jackson.databind.JsonNode tags) {
    return api.send("PUT", path(id) + "/tags", Json.bytes(tags), limits.tries());
  }

  /** Stops it and deletes it; does nothing where it is gone. */
  void delete(String id) {
    make(id, "deactivate");
    Duration pause = limits.firstPause();
    for (int attempt = 1; ; attempt++) {
      Reply reply = api.send("DELETE", path(id), NOTHING, limits.tries());
      if (reply.succeeded() || reply.status() == 404) {
        return;
      }
      if (reply.status() != 409 || attempt == TRIES_OF_DELETING) {
        throw refused("delete", id, reply);
      }
      api.rest(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  /** What is thrown where n8n does not do what has to be done. */
  static ChronosException refused(String verb, String id, Reply reply) {
    return new ChronosException(
        ErrorCode.N8N_REFUSED,
        "n8n did not %s workflow %s: %s".formatted(verb, Text.line(id), reply.problem()));
  }

  static ObjectNode object(InputStream body) throws IOException {
    return Json.object(body.readAllBytes());
  }

  static ObjectNode object(Reply reply) {
    try {
      return Json.object(reply.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new ChronosException(
          ErrorCode.N8N_FAILED, "n8n answered a change with what is no JSON", notJson);
    }
  }

  private static String path(String id) {
    return "/workflows/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
