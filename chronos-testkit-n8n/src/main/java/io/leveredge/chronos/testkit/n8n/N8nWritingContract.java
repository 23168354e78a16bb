package io.leveredge.chronos.testkit.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.testkit.n8n.N8nCalls.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a restore relies on: what n8n takes, refuses, keeps and moves when workflows change. In one
 * class, so that a fake and a real n8n are held to the same.
 */
public abstract class N8nWritingContract extends N8nContract {
  /** Why a list is read twice before it is believed. */
  @Test
  void aWorkflowNeedsNameNodesConnectionsAndSettings() {
    for (String field : List.of("name", "nodes", "connections", "settings")) {
      ObjectNode workflow = posted("one");
      workflow.remove(field);
      Result refused = calls.post("/workflows", workflow.toString());
      assertThat(refused.status()).as(field).isEqualTo(400);
      assertThat(refused.body()).contains(field);
    }
  }

  @Test
  void aReadOnlyFieldIsRefusedByName() {
    String id = create("one");
    JsonNode whole = one(id);
    for (String field : WorkflowFields.of(n8n().version()).readOnly()) {
      ObjectNode workflow = posted("one");
      workflow.set(field, whole.get(field));
      Result refused = calls.put("/workflows/" + id, workflow.toString());
      assertThat(refused.status()).as(field).isEqualTo(400);
      assertThat(refused.body()).as(field).containsPattern("read-only|readOnly");
    }
  }

  @Test
  void anUnknownFieldOrSettingIsRefused() {
    String id = create("one");
    ObjectNode field = posted("one").put("versionCounter", 1);
    assertThat(calls.put("/workflows/" + id, field.toString()).status()).isEqualTo(400);
    ObjectNode setting = posted("one");
    setting.withObject("/settings").put("madeUp", true);
    assertThat(calls.put("/workflows/" + id, setting.toString()).status()).isEqualTo(400);
  }

  @Test
  void settingsAreMergedIntoThoseThatAreThere() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    workflow.putObject("settings").put("timezone", "Asia/Tokyo");
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status()).isEqualTo(200);
    assertThat(one(id).path("settings").path("executionOrder").asText()).isEqualTo("v1");
    assertThat(one(id).path("settings").path("timezone").asText()).isEqualTo("Asia/Tokyo");
  }

  @Test
  void changedContentMovesTimeAndVersion() {
    String id = create("one");
    JsonNode before = one(id);
    ObjectNode workflow = posted("one");
    workflow.putArray("nodes");
    calls.put("/workflows/" + id, workflow.toString());
    assertMoved(before, one(id), true, true);
  }

  @Test
  void aNewNameMovesTheTimeAlone() {
    String id = create("one");
    JsonNode before = one(id);
    calls.put("/workflows/" + id, posted("another").toString());
    assertMoved(before, one(id), true, false);
  }

  /** Why changes are not looked for by time. */
  @Test
  void activationAndTagsMoveNothing() {
    String id = create("one");
    JsonNode before = one(id);
    assertThat(calls.post("/workflows/" + id + "/activate", "").status()).isEqualTo(200);
    assertThat(one(id).path("active").asBoolean()).isTrue();
    assertMoved(before, one(id), false, false);
    String tag = calls.post("/tags", "{\"name\":\"tag of " + id + "\"}").json().path("id").asText();
    String chosen = "[{\"id\":\"" + tag + "\"}]";
    assertThat(calls.put("/workflows/" + id + "/tags", chosen).status()).isEqualTo(200);
    assertThat(inList(id).path("tags")).hasSize(1);
    assertMoved(before, one(id), false, false);
    assertThat(calls.post("/workflows/" + id + "/deactivate", "").status()).isEqualTo(200);
    assertMoved(before, one(id), false, false);
  }

  @Test
  void anActiveWorkflowIsDeletedOrGuardedByVersion() {
    String id = create("one");
    calls.post("/workflows/" + id + "/activate", "");
    Result deleted = calls.delete("/workflows/" + id);
    if (!n8n().version().guardsDeletion()) {
      assertThat(deleted.status()).isEqualTo(200);
      return;
    }
    assertThat(deleted.status()).isEqualTo(409);
    calls.post("/workflows/" + id + "/deactivate", "");
    // For a moment it still counts as active.
    await().atMost(UNPUBLISHED).until(() -> calls.delete("/workflows/" + id).status() == 200);
  }

  @Test
  void anArchivedWorkflowIsListedAndCannotBeChanged() {
    if (!n8n().version().guardsDeletion()) {
      assertThat(calls.post("/workflows/" + create("one") + "/archive", "").status())
          .isEqualTo(405);
      return;
    }
    String id = create("one");
    assertThat(calls.post("/workflows/" + id + "/archive", "").status()).isEqualTo(200);
    assertThat(inList(id).path("isArchived").asBoolean()).isTrue();
    assertThat(calls.put("/workflows/" + id, posted("two").toString()).status()).isEqualTo(400);
    assertThat(calls.post("/workflows/" + id + "/activate", "").status()).isEqualTo(400);
    assertThat(calls.post("/workflows/" + id + "/unarchive", "").status()).isEqualTo(200);
    assertThat(inList(id).path("isArchived").asBoolean()).isFalse();
  }

  @Test
  void whatIsDeletedIsNotThere() {
    String id = create("one");
    assertThat(calls.delete("/workflows/" + id).status()).isEqualTo(200);
    assertThat(calls.get("/workflows/" + id).status()).isEqualTo(404);
    assertThat(calls.put("/workflows/" + id, posted("one").toString()).status()).isEqualTo(404);
  }

  @Test
  void aTagHasANameOfItsOwnAndAnIdOfN8ns() {
    String name = "tag " + create("one");
    assertThat(calls.post("/tags", "{\"name\":\"" + name + "\",\"id\":\"x\"}").status())
        .isEqualTo(400);
    assertThat(calls.post("/tags", "{\"name\":\"" + name + "\"}").status()).isEqualTo(201);
    assertThat(calls.post("/tags", "{\"name\":\"" + name + "\"}").status()).isEqualTo(409);
  }

  @Test
  void anUnknownKeyOfANodeIsRefusedByItsPlace() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    ((ObjectNode) workflow.withArray("/nodes").get(0)).put("madeUp", 1);
    Result refused = calls.put("/workflows/" + id, workflow.toString());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("request/body/nodes/0");
    assertThat(refused.body().contains("'madeUp'")).isEqualTo(n8n().version().namesWhatItRefuses());
  }

  @Test
  void someSettingsAreRemovedByTheirDefaults() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    workflow.withObject("/settings").put("executionTimeout", 60);
    calls.put("/workflows/" + id, workflow.toString());
    assertThat(one(id).path("settings").path("executionTimeout").asInt()).isEqualTo(60);
    workflow.withObject("/settings").put("executionTimeout", -1).put("timezone", "DEFAULT");
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status()).isEqualTo(200);
    assertThat(one(id).path("settings").has("executionTimeout")).isFalse();
    assertThat(one(id).path("settings").has("timezone")).isFalse();
  }

  @Test
  void nullRemovesWhatTriggersRemember() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    workflow.putObject("staticData").put("seen", 1);
    calls.put("/workflows/" + id, workflow.toString());
    workflow.putNull("staticData");
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status()).isEqualTo(200);
    assertThat(one(id).path("staticData").isNull()).isTrue();
  }

  /** So that what runs can be told from what its editor has. */
  @Test
  void theListTellsWhatRuns() {
    String id = create("one");
    calls.post("/workflows/" + id + "/activate", "");
    JsonNode listed = inList(id);
    assertThat(listed.path("activeVersion").path("nodes")).isEqualTo(listed.path("nodes"));
    assertThat(listed.path("activeVersion").has("connections")).isTrue();
  }

  @Test
  void aChangeOfAnActiveWorkflowRunsUnlessItIsADraft() {
    String id = create("one");
    calls.post("/workflows/" + id + "/activate", "");
    ObjectNode workflow = posted("one");
    ((ObjectNode) workflow.withArray("/nodes").get(0)).put("name", "Second");
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status()).isEqualTo(200);
    assertThat(running(id)).isEqualTo("Second");
    ((ObjectNode) workflow.withArray("/nodes").get(0)).put("name", "Third");
    Result draft = calls.put("/workflows/" + id + "?publishIfActive=false", workflow.toString());
    assertThat(draft.status()).isEqualTo(n8n().version().takesDrafts() ? 200 : 400);
    assertThat(running(id)).isEqualTo("Second");
    assertThat(one(id).path("active").asBoolean()).isTrue();
  }

  private String running(String id) {
    return one(id).path("activeVersion").path("nodes").path(0).path("name").asText();
  }

  @Test
  void whatHasNoTriggerIsNotActivated() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    ((ObjectNode) workflow.withArray("/nodes").get(0)).put("type", "n8n-nodes-base.noOp");
    calls.put("/workflows/" + id, workflow.toString());
    Result refused = calls.post("/workflows/" + id + "/activate", "");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("trigger");
  }

  /** So that a request whose answer was lost may be sent again. */
  @Test
  void statesMayBeSetTwice() {
    String id = create("one");
    for (String verb : List.of("activate", "activate", "deactivate", "deactivate")) {
      assertThat(calls.post("/workflows/" + id + "/" + verb, "").status()).isEqualTo(200);
    }
    if (n8n().version().guardsDeletion()) {
      for (String verb : List.of("archive", "archive", "unarchive")) {
        assertThat(calls.post("/workflows/" + id + "/" + verb, "").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void archivingStopsAWorkflow() {
    if (!n8n().version().guardsDeletion()) {
      // 2.8.4 archives nothing by its API, which another test says.
      return;
    }
    String id = create("one");
    calls.post("/workflows/" + id + "/activate", "");
    calls.post("/workflows/" + id + "/archive", "");
    assertThat(one(id).path("active").asBoolean()).isFalse();
  }

  @Test
  void aKeyIsToldItsScopesByVersion() {
    Result told = calls.get("/discover");
    assertThat(told.status()).isEqualTo(n8n().version().tellsScopes() ? 200 : 404);
    assertThat(told.body().contains("\"workflow:update\""))
        .isEqualTo(n8n().version().tellsScopes());
  }

  @Test
  void pinnedDataIsTakenByVersion() {
    String id = create("one");
    ObjectNode workflow = posted("one");
    workflow.putObject("pinData");
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status())
        .isEqualTo(n8n().version().takesDrafts() ? 200 : 400);
  }

  /** How a deleted workflow comes back under its id: bare, and its content is put after it. */
  @Test
  void aPackageBringsAWorkflowUnderItsIdByVersion() {
    String id = create("one");
    assertThat(calls.delete("/workflows/" + id).status()).isEqualTo(200);
    Result brought = calls.importing(WorkflowPackage.of(id, "back"));
    if (!n8n().version().importsPackages()) {
      assertThat(brought.status()).isEqualTo(404);
      return;
    }
    assertThat(brought.status()).as(brought.body()).isEqualTo(200);
    assertThat(brought.json().path("workflows").path(0).path("localId").asText()).isEqualTo(id);
    assertThat(one(id).path("name").asText()).isEqualTo("back");
    assertThat(one(id).path("active").asBoolean()).isFalse();
    ObjectNode content = posted("one");
    content.withObject("/pinData").putArray("Schedule Trigger").addObject().putObject("json");
    assertThat(calls.put("/workflows/" + id, content.toString()).status()).isEqualTo(200);
    for (String field : List.of("name", "nodes", "settings", "pinData", "staticData")) {
      assertThat(one(id).get(field)).as(field).isEqualTo(content.get(field));
    }
    assertThat(calls.post("/workflows/" + id + "/activate", "").status()).isEqualTo(200);
  }

  @Test
  void aPackageNeverChangesAWorkflowThatIsThere() {
    if (!n8n().version().importsPackages()) {
      // 2.8.4 takes no packages, which another test says.
      return;
    }
    String id = create("one");
    JsonNode before = one(id);
    Result refused = calls.importing(WorkflowPackage.of(id, "another"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(one(id)).isEqualTo(before);
  }

  /** Why the nodes of which it is true are named after a restore. */
  @Test
  void anUnknownCredentialIsReplacedByTheOneOfItsNameAndType() {
    String id = create("one");
    String name = "credential " + id;
    ObjectNode credential = JsonNodeFactory.instance.objectNode().put("name", name);
    credential.put("type", "httpHeaderAuth").putObject("data").put("name", "a").put("value", "b");
    String known = calls.post("/credentials", credential.toString()).json().path("id").asText();
    ObjectNode workflow = posted("one");
    ObjectNode named =
        workflow
            .withArray("/nodes")
            .get(0)
            .withObject("/credentials")
            .withObject("/httpHeaderAuth");
    named.put("id", "unknown0unknown0").put("name", name);
    assertThat(calls.put("/workflows/" + id, workflow.toString()).status()).isEqualTo(200);
    assertThat(credential(id)).isEqualTo(known);
    named.put("name", "of no credential");
    calls.put("/workflows/" + id, workflow.toString());
    assertThat(credential(id)).isEqualTo("unknown0unknown0");
  }

  private String credential(String id) {
    JsonNode node = one(id).path("nodes").path(0);
    return node.path("credentials").path("httpHeaderAuth").path("id").asText();
  }

  @Test
  void aTagCanBeDeleted() {
    String name = "tag " + create("one");
    String tag = calls.post("/tags", "{\"name\":\"" + name + "\"}").json().path("id").asText();
    assertThat(calls.delete("/tags/" + tag).status()).isEqualTo(200);
    assertThat(calls.delete("/tags/" + tag).status()).isEqualTo(404);
  }
}
