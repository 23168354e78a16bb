package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.RealN8n;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import io.leveredge.chronos.testkit.source.ComponentSourceContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real n8n is a source too: {@code mvn verify -Preal-n8n}. */
@Tag("real-n8n")
final class RealN8nSourceTest extends ComponentSourceContract {
  private static final List<String> IDS = new ArrayList<>();

  @BeforeAll
  static void fill() {
    N8nCalls calls = new N8nCalls(RealN8n.shared());
    for (int i = 0; i < 120; i++) {
      String posted = SampleWorkflows.scheduled("Workflow \uD83D\uDE82 " + i);
      IDS.add(calls.post("/workflows", posted).json().path("id").asText());
    }
  }

  @Override
  protected ComponentSource source() {
    RealN8n n8n = RealN8n.shared();
    return new N8nWorkflowSource(N8nSettings.of(n8n.url().toString(), n8n.apiKey()));
  }

  @Test
  void everyWorkflowOfARealN8nIsExportedAsItsListGivesIt() {
    RealN8n n8n = RealN8n.shared();
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyInAnyOrderElementsOf(IDS);
    String list = new N8nCalls(n8n).get("/workflows?limit=250").body();
    for (String line : trial.written("workflows.json").lines().toList()) {
      if (line.length() > 1) {
        assertThat(list).contains(line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
      }
    }
  }
}
