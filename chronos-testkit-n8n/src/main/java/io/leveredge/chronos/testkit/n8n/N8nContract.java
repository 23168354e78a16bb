package io.leveredge.chronos.testkit.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.testkit.n8n.N8nCalls.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * An n8n that is held to what CHRONOS relies on of its public API: {@link N8nReadingContract} and
 * {@link N8nWritingContract}, with the differences between versions. The fake is held to both
 * always, a real n8n where a test run asks for one.
 */
abstract class N8nContract {
  static final Duration UNPUBLISHED = Duration.ofSeconds(20);

  @SuppressWarnings("NullAway.Init") // JUnit calls connect() before each test.
  N8nCalls calls;

  private final List<String> made = new ArrayList<>();

  /** The n8n under test, the same for all tests of a class; it may hold workflows of others. */
  protected abstract N8nServer n8n();

  @BeforeEach
  final void connect() {
    calls = new N8nCalls(n8n());
  }

  @AfterEach
  final void removeWhatWasMade() {
    for (String id : made) {
      if (calls.delete("/workflows/" + id).status() == 409) {
        calls.post("/workflows/" + id + "/deactivate", "");
        await().atMost(UNPUBLISHED).until(() -> calls.delete("/workflows/" + id).status() != 409);
      }
    }
    made.clear();
  }

  final String create(String name) {
    Result created = calls.post("/workflows", posted(name).toString());
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    String id = created.json().path("id").asText();
    made.add(id);
    return id;
  }

  static ObjectNode posted(String name) {
    return (ObjectNode) FakeWorkflows.parse(SampleWorkflows.scheduled(name));
  }

  final JsonNode one(String id) {
    return calls.get("/workflows/" + id).json();
  }

  final JsonNode inList(String id) {
    for (JsonNode workflow : calls.get("/workflows?limit=250").json().path("data")) {
      if (workflow.path("id").asText().equals(id)) {
        return workflow;
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  /** From there to the end. */
  final List<String> listed(String query) {
    JsonNode page = calls.get("/workflows" + query).json();
    List<String> all = new ArrayList<>(ids(page));
    while (page.path("nextCursor").isTextual()) {
      page = calls.get("/workflows?cursor=" + page.path("nextCursor").asText()).json();
      all.addAll(ids(page));
    }
    return all;
  }

  static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(workflow -> ids.add(workflow.path("id").asText()));
    return ids;
  }

  static void assertMoved(JsonNode before, JsonNode after, boolean time, boolean version) {
    assertThat(!after.get("updatedAt").equals(before.get("updatedAt"))).isEqualTo(time);
    assertThat(!after.get("versionId").equals(before.get("versionId"))).isEqualTo(version);
  }
}
