package io.leveredge.chronos.adapters.n8n.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.RealN8n;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** n8n's own command, as docs/runbooks/restore.md prints it: {@code mvn verify -Preal-n8n}. */
@Tag("real-n8n")
final class RealN8nImportTest {
  private static final Path RUNBOOK = Path.of("../docs/runbooks/restore.md");

  private final RealN8n n8n = RealN8n.shared();
  private final N8nCalls calls = new N8nCalls(n8n);
  @TempDir private Path folder;

  @Test
  void theCommandOfTheRunbookPutsWorkflowsBackUnderTheirIdsInactive() throws Exception {
    String gone = create("gone");
    String edited = create("edited");
    String tag = calls.post("/tags", "{\"name\":\"" + gone + "\"}").json().path("id").asText();
    calls.put("/workflows/" + gone + "/tags", "[{\"id\":\"" + tag + "\"}]");
    for (String id : List.of(gone, edited)) {
      assertThat(calls.post("/workflows/" + id + "/activate", "").status()).isEqualTo(200);
    }
    JsonNode was = calls.get("/workflows/" + gone).json();
    write(RestoreTrial.of(n8n).backup());
    delete(gone);
    calls.put("/workflows/" + edited, SampleWorkflows.scheduled("since"));

    n8n.run(arguments(), folder);

    JsonNode back = calls.get("/workflows/" + gone).json();
    for (String field : List.of("name", "nodes", "connections", "settings", "pinData")) {
      assertThat(back.path(field)).as(field).isEqualTo(was.path(field));
    }
    assertThat(back.path("tags").path(0).path("id").asText()).isEqualTo(tag);
    JsonNode overwritten = calls.get("/workflows/" + edited).json();
    assertThat(overwritten.path("name").asText()).isEqualTo("edited");
    assertThat(List.of(back.path("active").asBoolean(), overwritten.path("active").asBoolean()))
        .containsOnly(false);
    delete(gone);
    delete(edited);
  }

  /** Those of the one line of the runbook that is a command of n8n. */
  private static List<String> arguments() throws Exception {
    List<String> commands =
        Files.readAllLines(RUNBOOK).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("n8n "))
            .toList();
    assertThat(commands).hasSize(1);
    List<String> words = Arrays.asList(commands.get(0).split(" ", -1));
    return words.subList(1, words.size());
  }

  /** As the runbook has jq do it, whose own test runs that. */
  private void write(PublishedBackup backup) throws Exception {
    assertThat(Files.readString(RUNBOOK))
        .contains("jq 'map(del(.activeVersion, .activeVersionId))' workflows.json");
    try (InputStream stored = backup.artifact(StoredWorkflows.FILE).plain()) {
      ArrayNode workflows = (ArrayNode) Json.parse(stored.readAllBytes());
      for (JsonNode workflow : workflows) {
        ((ObjectNode) workflow).remove(List.of("activeVersion", "activeVersionId"));
      }
      Files.write(folder.resolve("to-import.json"), Json.bytes(workflows));
    }
  }

  private String create(String name) throws Exception {
    ObjectNode workflow =
        Json.object(
            SampleWorkflows.scheduled(name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (n8n.version().takesDrafts()) {
      workflow
          .putObject("pinData")
          .putArray("Schedule Trigger")
          .addObject()
          .putObject("json")
          .put("pinned", true);
    }
    return calls.post("/workflows", workflow.toString()).json().path("id").asText();
  }

  private void delete(String id) {
    calls.post("/workflows/" + id + "/deactivate", "");
    await().until(() -> calls.delete("/workflows/" + id).status() != 409);
  }
}
