package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The workflows of one n8n, through its public API.
 *
 * <p>It writes {@code workflows.json}, an array of workflows byte for byte as n8n answers them, and
 * {@code credentials_metadata.json} where the key may list credentials. Both are stored
 * uncompressed, whatever the target's codec is, because others read them in place.
 */
public final class N8nWorkflowSource implements ComponentSource {
  /** Seen at 2.8.4 and 2.41.1: only GET of one workflow answers it, 60 ms each. */
  private static final String LEFT_OUT =
      "n8n's list of workflows leaves out their descriptions; they are not in the backup";

  private final N8nSettings settings;

  public N8nWorkflowSource(N8nSettings settings) {
    this.settings = settings;
  }

  @Override
  public Component component() {
    return Component.WORKFLOWS;
  }

  /** Nothing: n8n tells no sizes but by answering everything. */
  @Override
  public Optional<ByteCount> estimate() {
    return Optional.empty();
  }

  @Override
  public ComponentResult capture(Capture capture) {
    try (N8nApi api = new N8nApi(settings, capture.progress()::read)) {
      WorkflowExport.Exported workflows = new WorkflowExport(api, settings.limits(), capture).run();
      CredentialsExport.Outcome credentials =
          new CredentialsExport(api, settings.limits(), capture).run();
      return result(workflows, credentials);
    }
  }

  private static ComponentResult result(
      WorkflowExport.Exported workflows, CredentialsExport.Outcome credentials) {
    List<Artifact> artifacts = new ArrayList<>(List.of(workflows.artifact()));
    List<String> missing = new ArrayList<>(workflows.doubt().stream().toList());
    List<String> notes = new ArrayList<>(List.of(LEFT_OUT));
    notes.addAll(workflows.tally().notes());
    Map<String, String> facts = new TreeMap<>(workflows.tally().facts());
    switch (credentials) {
      case CredentialsExport.Outcome.Written(Artifact artifact, int count) -> {
        artifacts.add(artifact);
        facts.put("credentials", Integer.toString(count));
      }
      case CredentialsExport.Outcome.Withheld(String note) -> notes.add(note);
      case CredentialsExport.Outcome.Failed(String what) -> missing.add(what);
    }
    ComponentResult.State state =
        missing.isEmpty() ? ComponentResult.State.COMPLETED : ComponentResult.State.PARTIAL;
    return new ComponentResult(Component.WORKFLOWS, state, artifacts, missing, notes, facts);
  }

  /** Nothing outlives a request at n8n. */
  @Override
  public void release(BackupId id) {}
}
