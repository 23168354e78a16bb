package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nApi.Reply;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes single workflows what they are to be, but for being active, and reads each back. Activation
 * comes when all are there, because n8n refuses it while a workflow that is called is not active.
 */
final class WorkflowWriter {
  /** More refusals of one body than there are properties to lose are no use. */
  private static final int MOST_REFUSALS = 40;

  private final WorkflowCalls calls;
  private final TagNames tags;
  private final Creation creation;
  private final KeptIds keptIds;
  private final Remarks remarks;
  private final Dialect dialect = new Dialect();

  WorkflowWriter(N8nApi api, N8nLimits limits, Set<String> known, Remarks remarks) {
    this.calls = new WorkflowCalls(api, limits);
    this.tags = new TagNames(api, limits);
    this.creation = new Creation(api, limits, known);
    this.remarks = remarks;
    this.keptIds = new KeptIds(calls, remarks);
  }

  TagNames tags() {
    return tags;
  }

  /** Told of the id of a workflow as soon as it is made. */
  interface Made {
    void as(String id);
  }

  /** Makes one that is gone, under its id where this n8n can do that. */
  void create(Workflow wanted, Made made) {
    Body body = Body.creating(wanted.asPublished());
    String id = wanted.id();
    if (keptIds.bring(wanted)) {
      made.as(id);
      demand(fitting(body, wanted, () -> calls.put(wanted.id(), body.json())), "fill", id);
    } else {
      Reply reply = fitting(body, wanted, () -> creation.post(body.json()));
      if (!reply.succeeded()) {
        throw WorkflowCalls.refused("make", id, reply);
      }
      id = WorkflowCalls.object(reply).path("id").asText();
      made.as(id);
    }
    tag(id, wanted, Set.of());
    if (wanted.archived()) {
      archive(id, wanted);
    }
    check(id, wanted, body.json(), false);
  }

  /**
   * Makes one that is there what it is to be.
   *
   * @return false where it had to be left as it is
   */
  boolean change(Workflow wanted, Workflow now) {
    String id = now.id();
    if (now.archived()) {
      Reply reply = calls.make(id, "unarchive");
      if (reply.unknown()) {
        remarks.add(
            "Left as it is, because it is archived and this n8n's API cannot take it out",
            wanted.called());
        return false;
      }
      demand(reply, "take out of the archive", id);
    }
    if (now.active() && !wanted.active()) {
      demand(calls.make(id, "deactivate"), "deactivate", id);
    }
    Body body = Body.changing(wanted.asPublished(), now);
    for (String setting : body.lasting()) {
      remarks.add(
          "The setting '" + setting + "' came since the backup and cannot be removed by n8n's API",
          wanted.called());
    }
    if (!Readback.differences(body.json(), now.json()).isEmpty()
        || !Readback.remapped(body.json(), now.json()).isEmpty()
        || now.hasDraft()) {
      put(id, wanted, now, body);
    }
    tag(id, wanted, now.tags());
    if (wanted.archived()) {
      archive(id, wanted);
    }
    check(id, wanted, body.json(), now.active());
    return true;
  }

  private void put(String id, Workflow wanted, Workflow now, Body body) {
    Reply reply = fitting(body, wanted, () -> calls.put(id, body.json()));
    if (!reply.succeeded() && now.active() && wanted.active()) {
      // It publishes what it takes, and may refuse that as long as others are not as they will be.
      demand(calls.make(id, "deactivate"), "deactivate", id);
      reply = fitting(body, wanted, () -> calls.put(id, body.json()));
    }
    demand(reply, "change", id);
  }

  /** A request with that body. */
  private interface Sending {
    Reply send();
  }

  private Reply fitting(Body body, Workflow wanted, Sending sending) {
    for (int refusals = 0; ; refusals++) {
      dialect.fit(body.json()).forEach(property -> dropped(property, wanted));
      Reply reply = sending.send();
      if (reply.status() != 400 || refusals == MOST_REFUSALS) {
        return reply;
      }
      Optional<Set<String>> learned = dialect.learn(reply.text(), body.json());
      if (learned.isEmpty()) {
        return reply;
      }
      learned.get().forEach(property -> dropped(property, wanted));
    }
  }

  private void dropped(String property, Workflow wanted) {
    remarks.add("This n8n's API does not take '" + property + "' of", wanted.called());
  }

  private void tag(String id, Workflow wanted, Set<String> now) {
    if (wanted.tags().equals(now)) {
      return;
    }
    Optional<ArrayNode> chosen = tags.chosen(wanted.tags());
    if (chosen.isEmpty() || !calls.tag(id, chosen.get()).succeeded()) {
      remarks.add(
          "The tags could not be assigned (the key needs tag:list, tag:create and"
              + " workflowTags:update)",
          wanted.called());
    }
  }

  private void archive(String id, Workflow wanted) {
    Reply reply = calls.make(id, "archive");
    if (reply.unknown()) {
      remarks.add("Not archived, because this n8n's API cannot do that", wanted.called());
    } else {
      demand(reply, "archive", id);
    }
  }

  /**
   * @param ran whether it was active, so that n8n may still be writing what its triggers remember:
   *     2.41.1 does it some time after a change of state was answered
   */
  private void check(String id, Workflow wanted, ObjectNode sent, boolean ran) {
    Workflow got = calls.get(id);
    List<String> differing = new ArrayList<>(Readback.differences(sent, got.json()));
    if (ran || got.active()) {
      differing.remove(Outline.STATIC_DATA);
    }
    if (!differing.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "n8n took workflow %s and then answered another %s"
              .formatted(Text.line(id), String.join(", ", differing)));
    }
    for (String node : Readback.remapped(sent, got.json())) {
      remarks.add(
          "n8n has put other credentials into the node '" + Text.line(node) + "' of",
          wanted.called());
    }
  }

  /**
   * Publishes what was made.
   *
   * @return why n8n does not, or empty where it did
   */
  Optional<String> activate(String id) {
    Reply reply = calls.make(id, "activate");
    return reply.succeeded() ? Optional.empty() : Optional.of(reply.problem());
  }

  /** Gives the editor of an active workflow what was not published, and leaves what runs. */
  void giveDraft(String id, Workflow wanted) {
    Body draft = Body.changing(wanted, calls.get(id));
    Reply reply = fitting(draft, wanted, () -> calls.putDraft(id, draft.json()));
    Workflow got = calls.get(id);
    Workflow running = wanted.asPublished();
    boolean runs =
        Json.same(got.published("connections"), running.json().path("connections"))
            && Readback.differences(
                    Json.NODES.objectNode().set("nodes", running.json().path("nodes")),
                    Json.NODES.objectNode().set("nodes", got.published("nodes")))
                .isEmpty();
    if (!runs) {
      demand(calls.put(id, Body.changing(running, got).json()), "change", id);
    }
    if (!runs || !reply.succeeded()) {
      remarks.add(
          "What runs was restored, and not the edits that were unpublished, because this n8n's API"
              + " would publish them",
          wanted.called());
    }
  }

  void delete(String id) {
    calls.delete(id);
  }

  private static void demand(Reply reply, String verb, String id) {
    if (!reply.succeeded()) {
      throw WorkflowCalls.refused(verb, id, reply);
    }
  }
}
