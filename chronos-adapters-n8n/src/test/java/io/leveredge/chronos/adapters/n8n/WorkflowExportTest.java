package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.Fault;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 250})
  void everyWorkflowIsExportedWhateverThePageSize(int page) {
    n8n.workflows().addSamples(14);
    ExportTrial trial = ExportTrial.of(n8n, ExportTrial.paging(page));
    trial.capture();
    assertThat(trial.workflowIds()).containsExactlyElementsOf(n8n.workflows().ids());
  }

  @Test
  void aDeletionBetweenTwoPagesHidesNoOtherWorkflow() {
    n8n.workflows().addSamples(9);
    String gone = n8n.workflows().ids().get(0);
    n8n.faults().beforePage(2, () -> n8n.workflows().remove(gone));
    ExportTrial trial = ExportTrial.of(n8n, ExportTrial.paging(3));
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyElementsOf(n8n.workflows().ids());
  }

  @Test
  void whatIsAddedBetweenTwoPagesIsExportedAndNothingTwice() {
    n8n.workflows().addSamples(9);
    n8n.faults()
        .beforePage(
            3, () -> n8n.workflows().addVerbatim("!first", "{\"id\":\"!first\",\"name\":\"\"}"));
    ExportTrial trial = ExportTrial.of(n8n, ExportTrial.paging(3));
    assertThat(trial.capture().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyElementsOf(n8n.workflows().ids());
  }

  @Test
  void aListThatNeverStandsStillMakesThePartialBackupThatItIs() {
    n8n.workflows().addSamples(5);
    for (int page = 1; page < 100; page++) {
      n8n.faults().beforePage(page, () -> n8n.workflows().addSamples(1));
    }
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.PARTIAL);
    assertThat(result.missing())
        .singleElement()
        .asString()
        .contains("workflows.json", "listed and not exported: ");
    assertThat(trial.workflowIds()).hasSizeGreaterThan(5);
  }

  @Test
  void aPageThatIsTooMuchForN8nIsAskedForInSmallerOnes() {
    n8n.workflows().addSamples(30);
    n8n.faults().always(line -> line.contains("limit=50"), Fault.Status.of(500));
    n8n.faults().always(line -> line.contains("limit=10&cursor"), new Fault.Cut(900));
    ExportTrial trial = ExportTrial.of(n8n);
    assertThat(trial.capture().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyInAnyOrderElementsOf(n8n.workflows().ids());
  }

  @Test
  void aListWhoseCursorRepeatsIsGivenUp() {
    n8n.workflows().addSamples(3);
    n8n.faults().always(new Fault.SameCursor());
    assertThatThrownBy(() -> ExportTrial.of(n8n, ExportTrial.paging(1)).capture())
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.N8N_FAILED))
        .hasMessageContaining("does not come to an end");
  }

  /** The window would overflow if it held more than the one workflow that is being read. */
  @Test
  void workflowsAreHeldOneAtATime() {
    int size = 16 << 20;
    for (String name : List.of("one", "two", "three")) {
      n8n.workflows().add(SampleWorkflows.large(name, size));
    }
    ExportTrial trial = ExportTrial.of(n8n, ExportTrial.holding(ByteCount.of(size + 2000)));
    assertThat(trial.capture().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.written("workflows.json")).hasSizeGreaterThan(3 * size);
    assertThat(n8n.requests()).noneMatch(line -> line.contains("limit=10"));
  }

  @Test
  void aWorkflowBeyondTheLimitFailsAndIsNotLeftOut() {
    n8n.workflows().addSamples(3).add(SampleWorkflows.large("large", 200_000));
    ExportTrial trial = ExportTrial.of(n8n, ExportTrial.holding(ByteCount.of(100_000)));
    assertThatThrownBy(trial::capture)
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("larger than 100000 bytes");
    assertThat(trial.wrote("workflows.json")).isFalse();
  }

  @Test
  void aWorkflowThatLacksFieldsIsKeptAndNoted() {
    n8n.workflows().addVerbatim("odd", "{\"id\":\"odd\",\"name\":\"Odd\",\"nodes\":[]}");
    n8n.workflows().addVerbatim("nameless", "{\"nodes\":null}");
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.json("workflows.json")).hasSize(2);
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("Workflow odd has no connections, settings"))
        .anyMatch(note -> note.startsWith("Workflow sha256:"));
  }

  @Test
  void activeAndArchivedWorkflowsAreCounted() {
    n8n.workflows().addSamples(4);
    N8nCalls calls = new N8nCalls(n8n);
    List<String> ids = n8n.workflows().ids();
    calls.post("/workflows/" + ids.get(0) + "/activate", "");
    calls.post("/workflows/" + ids.get(1) + "/archive", "");
    calls.post("/workflows/" + ids.get(2) + "/archive", "");
    assertThat(ExportTrial.of(n8n).capture().facts())
        .containsEntry("workflows", "4")
        .containsEntry("active", "1")
        .containsEntry("archived", "2");
  }
}
