package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.adapters.n8n.N8nWorkflowSource;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import io.leveredge.chronos.testkit.restore.ComponentRestorerContract;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** At an n8n that keeps the ids of workflows that come back. */
class N8nWorkflowRestorerTest extends ComponentRestorerContract {
  private final FakeN8n n8n = FakeN8n.start(version());
  private final N8nSettings settings =
      N8nSettings.of(n8n.url().toString(), n8n.apiKey()).with(RestoreTrial.HASTY);
  private final N8nWorkflowRestorer restorer = new N8nWorkflowRestorer(settings);
  private final io.leveredge.chronos.testkit.restore.RestoreTrial trial =
      new io.leveredge.chronos.testkit.restore.RestoreTrial(new MemoryArtifactStore());
  private int changes;

  @BeforeEach
  void fill() {
    n8n.workflows().addSamples(3);
  }

  N8nVersion version() {
    return N8nVersion.V2_41_1;
  }

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Override
  protected ComponentRestorer restorer() {
    return restorer;
  }

  @Override
  protected PublishedBackup backUp() {
    return trial.backUp(new N8nWorkflowSource(settings));
  }

  @Override
  protected void change() {
    String id = n8n.workflows().ids().getFirst();
    String other = SampleWorkflows.scheduled("Changed " + ++changes);
    new N8nCalls(n8n).put("/workflows/" + id, other);
  }

  @Override
  protected void remove() {
    n8n.workflows().remove(n8n.workflows().ids().getLast());
  }

  /** But for the ids and what else n8n gives a workflow that comes back. */
  @Override
  protected Object read() {
    List<String> contents = new ArrayList<>();
    for (String id : n8n.workflows().ids()) {
      ObjectNode json = (ObjectNode) n8n.workflows().json(id);
      List<String> kept = List.of("name", "active", "isArchived", "nodes", "connections");
      contents.add(json.retain(kept).toString());
    }
    contents.sort(Comparator.naturalOrder());
    return contents;
  }

  @Override
  protected RestoreChoice askingForWhatIsNowhere() {
    return new RestoreChoice(
        Set.of(Component.WORKFLOWS),
        List.of(),
        TablePlacement.BESIDE,
        List.of(),
        List.of("nosuchworkflow00"),
        false,
        false,
        false,
        true);
  }

  @Override
  protected io.leveredge.chronos.testkit.restore.RestoreTrial trial() {
    return trial;
  }
}
