package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every workflow is exported, whatever the page size and whatever happens meanwhile. */
final class WorkflowExportTest {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);

  @AfterEach
  void stop() {
    n8n.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 51, 100, 250, 301})
  void everyWorkflowIsExportedWhateverTheirNumber(int count) {
    n8n.workflows().addSamples(count);
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyElementsOf(n8n.workflows().ids());
    assertThat(result.facts()).containsEntry("workflows", Integer.toString(count));
  }

  @Test
  void aWorkflowIsKeptByteForByte() {
    List<String> odd =
        List.of(
            "{\"id\":\"a\",\"name\":\"Z\\u00fcge \\ud83d\\ude82 \uD83D\uDE82 ü\",\"nodes\":[],"
                + "\"connections\":{},\"settings\":{},\"n\":1.50,\"e\":1E+400,\"big\":"
                + "123456789012345678901234567890,\"z\":-0.0}",
            "{ \"settings\" : {\"z\":1,\"a\":2} ,\t\"unknown\":[null,[[]],\"\\/\"],\"id\":\"b\","
                + "\"nodes\":[], \"connections\":{}, \"name\":\"\" }");
    n8n.workflows().addVerbatim("a", odd.get(0));
    n8n.workflows().addVerbatim("b", odd.get(1));
    ExportTrial trial = ExportTrial.of(n8n);
    trial.capture();
    assertThat(trial.written("workflows.json"))
        .isEqualTo("[\n" + odd.get(0) + ",\n" + odd.get(1) + "\n]\n");
  }
}
