package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the workflows of a backup as a restore would, and compares them with what the manifest says
 * of them. There is no n8n to try them in, which the answer says.
 */
public final class N8nWorkflowDrill implements ComponentDrill {
  private static final ArtifactName CREDENTIALS = new ArtifactName("credentials_metadata.json");
  private static final String PLACE = "read through, without an n8n";
  private static final String LEFT_OUT =
      "The workflows were not imported into an n8n, because there is none to try them in";
  private static final int MOST = 20;

  @Override
  public Component component() {
    return Component.WORKFLOWS;
  }

  @Override
  public Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress) {
    progress.doing("the workflows of the backup");
    StoredWorkflows stored = new StoredWorkflows(backup, N8nLimits.USUAL);
    Optional<ComponentResult> described = stored.described();
    if (described.isEmpty()) {
      return failed("The backup holds no workflows");
    }
    try {
      StoredOutlines read = StoredOutlines.read(stored, new CredentialNeeds());
      progress.read(read.bytes());
      List<String> differences = new ArrayList<>(read.problems());
      Map<String, String> facts = described.get().facts();
      compare("workflows", facts, read.count(), differences);
      compare(
          "active",
          facts,
          read.byId().values().stream().filter(Outline::active).count(),
          differences);
      credentials(backup, described.get(), differences);
      return new Drill.Trial(
          component(),
          PLACE,
          Map.of("workflows", read.count(), "nodes", read.nodes(), "bytes", read.bytes()),
          differences.stream().limit(MOST).toList(),
          List.of(LEFT_OUT));
    } catch (ChronosException damaged) {
      if (damaged.code() == ErrorCode.BACKUP_CORRUPT) {
        return failed(String.valueOf(damaged.getMessage()));
      }
      throw damaged;
    }
  }

  private static Drill.Trial failed(String why) {
    return new Drill.Trial(Component.WORKFLOWS, PLACE, Map.of(), List.of(why), List.of(LEFT_OUT));
  }

  private static void compare(
      String what, Map<String, String> facts, long found, List<String> differences) {
    Optional.ofNullable(facts.get(what))
        .filter(said -> !said.equals(Long.toString(found)))
        .ifPresent(
            said ->
                differences.add(
                    "The manifest says %s: %s, and there are %d".formatted(what, said, found)));
  }

  private static void credentials(
      PublishedBackup backup, ComponentResult described, List<String> differences) {
    if (described.artifacts().stream().noneMatch(file -> file.name().equals(CREDENTIALS))) {
      return;
    }
    try (InputStream in = backup.artifact(CREDENTIALS).plain()) {
      var array = Json.parse(in.readAllBytes());
      if (!array.isArray()) {
        differences.add(CREDENTIALS + " is no array");
      }
      compare("credentials", described.facts(), array.size(), differences);
    } catch (IOException broken) {
      differences.add(
          CREDENTIALS + " cannot be read: " + Text.line(String.valueOf(broken.getMessage())));
    }
  }

  /** Nothing is ever left behind. */
  @Override
  public void clearUp() {}
}
