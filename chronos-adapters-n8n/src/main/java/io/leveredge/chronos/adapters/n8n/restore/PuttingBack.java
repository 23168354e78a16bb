package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nApi;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes back what a restore that failed has changed. */
final class PuttingBack {
  private static final byte[] NOTHING = new byte[0];

  private final N8nSettings settings;
  private final Changes changes;
  private final List<String> failed = new ArrayList<>();
  private int back;

  PuttingBack(N8nSettings settings, Changes changes) {
    this.settings = settings;
    this.changes = changes;
  }

  /**
   * Does what can be done in that time, on connections of its own.
   *
   * @param tags ids of those that the restore made
   * @return what came of it, for a person
   */
  String run(Duration time, List<String> tags) {
    Remarks remarks = new Remarks();
    try (N8nApi api = new N8nApi(settings, time, bytes -> {})) {
      WorkflowWriter writer = new WorkflowWriter(api, settings.limits(), Set.of(), remarks);
      WorkflowCalls calls = new WorkflowCalls(api, settings.limits());
      changes
          .created()
          .forEach(
              (old, id) -> trying("the new " + id + " is still there", () -> writer.delete(id)));
      Activations activations = new Activations();
      for (String id : changes.former().ids()) {
        trying("workflow " + id, () -> back(changes.former().of(id), calls, writer, activations));
      }
      trying("activations", () -> activate(activations, writer));
      for (String tag : tags) {
        trying("a new tag", () -> api.send("DELETE", "/tags/" + tag, NOTHING, 1));
      }
    }
    failed.addAll(remarks.told());
    String what = back + " workflows are as they were before";
    return failed.isEmpty() ? what : what + "; not so: " + String.join("; ", failed);
  }

  private void back(
      Workflow former, WorkflowCalls calls, WorkflowWriter writer, Activations activations) {
    Optional<Workflow> now = calls.find(former.id());
    if (now.isEmpty()) {
      failed.add("workflow " + former.called() + " is gone from n8n");
      return;
    }
    if (writer.change(former, now.get()) && former.active()) {
      activations.add(former.id(), former);
    }
    if (former.active() && former.hasDraft()) {
      failed.add("unpublished edits of " + former.called());
    }
    if (former.archived() && !calls.get(former.id()).archived()) {
      failed.add("the archived state of " + former.called());
    }
    back++;
  }

  private void activate(Activations activations, WorkflowWriter writer) {
    for (Map.Entry<String, String> refused : activations.run(writer).entrySet()) {
      failed.add("workflow " + refused.getKey() + " is inactive: " + refused.getValue());
    }
  }

  private void trying(String what, Runnable step) {
    try {
      step.run();
    } catch (ChronosException why) {
      failed.add(what + ": " + why.getMessage());
    }
  }
}
