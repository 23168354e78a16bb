package io.leveredge.chronos.testkit.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.testkit.n8n.N8nCalls.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What CHRONOS relies on of n8n's public API, with the differences between versions. The fake is
 * held to it always, a real n8n where a test run asks for one.
 */
public abstract class N8nContract {
  private static final Duration UNPUBLISHED = Duration.ofSeconds(20);

  @SuppressWarnings("NullAway.Init") // JUnit calls connect() before each test.
  private N8nServer n8n;

  @SuppressWarnings("NullAway.Init") // The same.
  private N8nCalls calls;

  private final List<String> made = new ArrayList<>();

  /** The n8n under test, the same for all tests of a class; it may hold workflows of others. */
  protected abstract N8nServer n8n();

  @BeforeEach
  final void connect() {
    n8n = n8n();
    calls = new N8nCalls(n8n);
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

  @Test
  void aListGoesOnAtItsCursorUntilThereIsNone() {
    Set<String> wanted = Set.of(create("one"), create("two"), create("three"));
    assertThat(listed("?limit=2")).containsAll(wanted).doesNotHaveDuplicates();
  }

  @Test
  void aPageHoldsNoMoreThanItsLimit() {
    create("one");
    create("two");
    JsonNode page = calls.get("/workflows?limit=1").json();
    assertThat(page.path("data")).hasSize(1);
    assertThat(page.path("nextCursor").isTextual()).isTrue();
  }

  @Test
  void theEndOfAListIsANullCursor() {
    JsonNode page = calls.get("/workflows?limit=250").json();
    assertThat(page.has("nextCursor") && page.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void aPageOfMoreThan250IsRefusedOrCutByVersion() {
    int expected = n8n.version().refusesTooLargePages() ? 400 : 200;
    assertThat(calls.get("/workflows?limit=251").status()).isEqualTo(expected);
  }

  @Test
  void aPageOfNoneLeadsToItselfForEver() {
    create("one");
    assertThat(calls.get("/workflows?limit=0").json().path("nextCursor").isTextual()).isTrue();
  }

  @Test
  void aCursorThatIsNoneIsRefused() {
    assertThat(calls.get("/workflows?cursor=nonsense").status()).isEqualTo(400);
  }

  /** Why a list is read twice before it is believed. */
  @Test
  void aDeletionBetweenTwoPagesHidesAWorkflow() {
    for (int i = 0; i < 4; i++) {
      create("number " + i);
    }
    JsonNode first = calls.get("/workflows?limit=2").json();
    Set<String> seen = new HashSet<>(ids(first));
    calls.delete("/workflows/" + ids(first).get(0));
    seen.addAll(listed("?limit=2&cursor=" + first.path("nextCursor").asText()));
    assertThat(listed("?limit=250")).anyMatch(there -> !seen.contains(there));
  }

  @Test
  void withoutAKeyOrWithAWrongOneNothingIsTold() {
    assertThat(new N8nCalls(n8n.url(), "").get("/workflows").status()).isEqualTo(401);
    assertThat(new N8nCalls(n8n.url(), "wrong").get("/workflows").status()).isEqualTo(401);
  }

  @Test
  void whatTheListLeavesOutIsOnlyInTheAnswerOfOne() {
    String id = create("one");
    JsonNode one = one(id);
    JsonNode listed = inList(id);
    for (String field : WorkflowFields.of(n8n.version()).leftOutOfLists()) {
      assertThat(one.has(field)).as(field).isTrue();
      assertThat(listed.has(field)).as(field).isFalse();
    }
    for (String field : List.of("id", "name", "nodes", "connections", "settings", "active")) {
      assertThat(listed.get(field)).as(field).isEqualTo(one.get(field));
    }
  }

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
    for (String field : WorkflowFields.of(n8n.version()).readOnly()) {
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
    if (!n8n.version().guardsDeletion()) {
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
    if (!n8n.version().guardsDeletion()) {
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
  void credentialsAreListedWithoutTheirSecrets() {
    String posted =
        """
        {"name":"Of the contract","type":"httpHeaderAuth",
         "data":{"name":"Authorization","value":"the-hidden-secret"}}\
        """;
    assertThat(calls.post("/credentials", posted).status()).isEqualTo(200);
    Result list = calls.get("/credentials?limit=250");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body()).doesNotContain("the-hidden-secret");
    assertThat(list.json().path("data"))
        .anySatisfy(
            credential -> {
              assertThat(credential.path("id").asText()).isNotEmpty();
              assertThat(credential.path("name").asText()).isEqualTo("Of the contract");
              assertThat(credential.path("type").asText()).isEqualTo("httpHeaderAuth");
            });
  }

  private String create(String name) {
    Result created = calls.post("/workflows", posted(name).toString());
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    String id = created.json().path("id").asText();
    made.add(id);
    return id;
  }

  private static ObjectNode posted(String name) {
    return (ObjectNode) FakeWorkflows.parse(SampleWorkflows.scheduled(name));
  }

  private JsonNode one(String id) {
    return calls.get("/workflows/" + id).json();
  }

  private JsonNode inList(String id) {
    for (JsonNode workflow : calls.get("/workflows?limit=250").json().path("data")) {
      if (workflow.path("id").asText().equals(id)) {
        return workflow;
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  /** From there to the end. */
  private List<String> listed(String query) {
    JsonNode page = calls.get("/workflows" + query).json();
    List<String> all = new ArrayList<>(ids(page));
    while (page.path("nextCursor").isTextual()) {
      page = calls.get("/workflows?cursor=" + page.path("nextCursor").asText()).json();
      all.addAll(ids(page));
    }
    return all;
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(workflow -> ids.add(workflow.path("id").asText()));
    return ids;
  }

  private static void assertMoved(JsonNode before, JsonNode after, boolean time, boolean version) {
    assertThat(!after.get("updatedAt").equals(before.get("updatedAt"))).isEqualTo(time);
    assertThat(!after.get("versionId").equals(before.get("versionId"))).isEqualTo(version);
  }
}
