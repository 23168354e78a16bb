package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One restore: the contents first, those that are to stop stopped; then what is to run is
 * activated; then, in an undo, what the undone restore made is deleted, since nothing brings that
 * back under its id.
 */
final class WorkflowRestore {
  private final RestoreWork work;
  private final Intent intent;
  private final StoredWorkflows stored;
  private final StepLog steps;
  private final WorkflowWriter writer;
  private final WorkflowCalls calls;
  private final Changes changes;
  private final Remarks remarks;
  private final Map<String, Decision> decisions;
  private final Activations activations = new Activations();
  private final Map<String, String> drafts = new HashMap<>();
  private int done;

  WorkflowRestore(
      N8nApi api,
      N8nSettings settings,
      RestoreWork work,
      Intent intent,
      Present present,
      StepLog steps,
      Changes changes,
      Remarks remarks) {
    this.work = work;
    this.intent = intent;
    this.stored = new StoredWorkflows(work.backup(), settings.limits());
    this.steps = steps;
    this.changes = changes;
    this.remarks = remarks;
    this.calls = new WorkflowCalls(api, settings.limits());
    this.writer = new WorkflowWriter(api, settings.limits(), present.workflows().keySet(), remarks);
    this.decisions =
        intent.decisions().stream()
            .filter(Decision::changes)
            .collect(Collectors.toMap(Decision::id, decision -> decision));
  }

  /** The tags it makes. */
  TagNames tags() {
    return writer.tags();
  }

  void run() {
    for (Decision decision : intent.decisions()) {
      if (decision.kind() == ChangeKind.DELETED) {
        // It may hold a webhook's path that another one needs.
        step(decision);
        changes.former().keep(calls.get(decision.id()));
        stop(decision.id());
      }
    }
    stored.each(
        (workflow, bytes) -> {
          Decision decision = decisions.get(workflow.id());
          if (decision != null) {
            write(workflow, decision);
          }
        });
    work.progress().doing("the activation of workflows");
    activations
        .run(writer)
        .forEach((called, why) -> remarks.add("Left inactive, because " + why, called));
    giveDrafts();
    for (Decision decision : intent.decisions()) {
      if (decision.kind() == ChangeKind.DELETED) {
        writer.delete(decision.id());
        changes.deleted().add(decision.id());
      }
    }
  }

  private void write(Workflow workflow, Decision decision) {
    step(decision);
    Optional<Workflow> now =
        decision.now().isPresent() ? calls.find(decision.idInN8n()) : Optional.empty();
    boolean written = true;
    if (now.isPresent()) {
      changes.former().keep(now.get());
      written = writer.change(workflow, now.get());
    } else {
      writer.create(workflow, id -> made(workflow, id));
    }
    String id = changes.created().getOrDefault(workflow.id(), decision.idInN8n());
    if (written && workflow.active()) {
      activations.add(id, workflow);
      if (workflow.hasDraft()) {
        drafts.put(workflow.id(), id);
      }
    }
  }

  /** Its new id is noted before anything else is done to it, so that it can be named. */
  private void made(Workflow workflow, String id) {
    changes.created().put(workflow.id(), id);
    steps.next(Map.of("workflow", workflow.id(), N8nWorkflowRestorer.MADE, id));
  }

  private void giveDrafts() {
    if (drafts.isEmpty()) {
      return;
    }
    stored.each(
        (workflow, bytes) -> {
          String id = drafts.get(workflow.id());
          if (id != null && !activations.refused(id)) {
            writer.giveDraft(id, workflow);
          }
        });
  }

  private void stop(String id) {
    N8nApi.Reply reply = calls.make(id, "deactivate");
    if (!reply.succeeded()) {
      throw WorkflowCalls.refused("deactivate", id, reply);
    }
  }

  private void step(Decision decision) {
    done++;
    work.progress().doing("workflow %d of %d".formatted(done, decisions.size()));
    steps.next(Map.of("workflow", decision.id(), "change", decision.kind().wire()));
  }
}
