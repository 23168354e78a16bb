package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.Fault;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials there are is kept, and nothing of what is in them. */
final class CredentialsExportTest {
  private static final String FILE = "credentials_metadata.json";

  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);

  @BeforeEach
  void fill() {
    n8n.workflows().addSamples(2);
  }

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Test
  void everyCredentialIsNamed() {
    for (int i = 0; i < 120; i++) {
      n8n.credentials().add("c" + i, "Name \"" + i + "\" ü", "postgres");
    }
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(trial.json(FILE)).hasSize(120);
    assertThat(trial.json(FILE).get(7).toString())
        .isEqualTo("{\"id\":\"c7\",\"name\":\"Name \\\"7\\\" ü\",\"type\":\"postgres\"}");
    assertThat(result.facts()).containsEntry("credentials", "120");
  }

  @Test
  void noSecretIsWrittenWhateverN8nAnswers() {
    n8n.credentials()
        .addVerbatim(
            """
            {"id":"c1","data":{"password":"the-hidden-secret"},"name":"Shop","type":"postgres",
             "token":"the-hidden-secret"}\
            """);
    ExportTrial trial = ExportTrial.of(n8n);
    trial.capture();
    assertThat(trial.json(FILE).get(0).size()).isEqualTo(3);
    assertThat(trial.written(FILE)).doesNotContain("the-hidden-secret").contains("Shop");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405})
  void aListThatIsNotGivenIsNotedAndLeavesNoFile(int status) {
    n8n.credentials().withhold(status);
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.wrote(FILE)).isFalse();
    assertThat(result.artifacts()).hasSize(1);
    assertThat(result.facts()).doesNotContainKey("credentials");
    assertThat(result.notes()).anyMatch(note -> note.contains("answered " + status));
  }

  @Test
  void aKeyForWorkflowsAloneIsEnoughForWorkflows() {
    String key = n8n.keyWith("workflow:list");
    ExportTrial trial =
        new ExportTrial(N8nSettings.of(n8n.url().toString(), key).with(ExportTrial.HASTY));
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(result.notes()).anyMatch(note -> note.contains("lacks the scope"));
  }

  @Test
  void aListThatFailsIsMissingAndTheWorkflowsAreKept() {
    n8n.faults().always(line -> line.contains("/credentials"), Fault.Status.of(500));
    ExportTrial trial = ExportTrial.of(n8n);
    ComponentResult result = trial.capture();
    assertThat(result.state()).isEqualTo(ComponentResult.State.PARTIAL);
    assertThat(result.missing()).singleElement().asString().startsWith(FILE + ": ");
    assertThat(trial.workflowIds()).hasSize(2);
  }

  @Test
  void thatThereAreNoneIsAnEmptyList() {
    ExportTrial trial = ExportTrial.of(n8n);
    trial.capture();
    assertThat(trial.written(FILE)).isEqualTo("[]\n");
  }
}
