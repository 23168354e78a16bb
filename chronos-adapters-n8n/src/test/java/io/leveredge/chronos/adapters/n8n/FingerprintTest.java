package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fingerprint moves when somebody changed something, and only then. */
final class FingerprintTest {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);
  private final N8nCalls calls = new N8nCalls(n8n);

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Test
  void whatMovesNoTimeMovesTheFingerprintAllTheSame() {
    String id = n8n.workflows().addSamples(3).ids().get(1);
    String before = fingerprint();
    calls.post("/workflows/" + id + "/activate", "");
    String active = fingerprint();
    String tag = calls.post("/tags", "{\"name\":\"shop\"}").json().path("id").asText();
    calls.put("/workflows/" + id + "/tags", "[{\"id\":\"" + tag + "\"}]");
    assertThat(fingerprint()).isNotEqualTo(active);
    assertThat(active).isNotEqualTo(before);
  }

  @Test
  void aNewTimeAloneIsNoChange() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("same"));
    String before = fingerprint();
    calls.put("/workflows/" + id, SampleWorkflows.scheduled("same"));
    assertThat(n8n.workflows().json(id).path("updatedAt"))
        .isNotEqualTo(n8n.workflows().json(id).path("createdAt"));
    assertThat(fingerprint()).isEqualTo(before);
    calls.put("/workflows/" + id, SampleWorkflows.scheduled("other"));
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void neitherTheOrderOfWorkflowsNorThatOfTheirFieldsMatters() {
    n8n.workflows().addVerbatim("1", "{\"id\":\"a\",\"name\":\"A\"}");
    n8n.workflows().addVerbatim("2", "{\"id\":\"b\",\"name\":\"B\"}");
    String before = fingerprint();
    n8n.workflows().addVerbatim("1", "{\"name\":\"B\",\"id\":\"b\"}");
    n8n.workflows().addVerbatim("2", "{\"name\":\"A\",\"id\":\"a\"}");
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void oneWorkflowMoreOrLessIsAChange() {
    String id = n8n.workflows().addSamples(2).ids().get(0);
    ObjectNode lost = (ObjectNode) n8n.workflows().json(id);
    String before = fingerprint();
    n8n.workflows().remove(id);
    assertThat(fingerprint()).isNotEqualTo(before);
    n8n.workflows().addVerbatim(id, lost.without("description").toString());
    assertThat(fingerprint()).isNotEqualTo("0".repeat(32));
  }

  private String fingerprint() {
    return Optional.ofNullable(ExportTrial.of(n8n).capture().facts().get("fingerprint"))
        .orElseThrow();
  }
}
