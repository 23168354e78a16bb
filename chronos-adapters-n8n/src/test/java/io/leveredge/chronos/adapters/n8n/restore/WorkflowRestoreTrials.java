package io.leveredge.chronos.adapters.n8n.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nServer;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a restore of workflows does, at a fake n8n always and at a real one where asked for. All in
 * one class, because each n8n is started once for all of it.
 */
abstract class WorkflowRestoreTrials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> before = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // JUnit calls connect() before each test.
  private N8nCalls calls;

  @SuppressWarnings("NullAway.Init") // The same.
  private RestoreTrial trial;

  /** It may hold workflows of others. */
  abstract N8nServer n8n();

  @BeforeEach
  final void connect() {
    calls = new N8nCalls(n8n());
    trial = RestoreTrial.of(n8n());
    before.addAll(ids());
  }

  @AfterEach
  final void removeWhatWasMade() {
    for (String id : ids()) {
      if (!before.contains(id)) {
        delete(id);
      }
    }
  }

  @Test
  void aPlanSaysWhatBecomesOfEachAndChangesNothing() {
    String same = create("same");
    String edited = create("edited");
    String gone = create("gone");
    String running = create("running");
    PublishedBackup backup = trial.backup();
    put(edited, posted("edited since"));
    delete(gone);
    activate(running);
    String later = create("later");
    List<JsonNode> untouched =
        List.of(resting(same), resting(edited), resting(running), resting(later));
    ComponentPlan plan = trial.plan(backup);
    assertThat(RestoreTrial.kind(plan, same)).isEqualTo(ChangeKind.UNCHANGED);
    assertThat(RestoreTrial.kind(plan, edited)).isEqualTo(ChangeKind.UPDATED);
    assertThat(RestoreTrial.kind(plan, gone)).isEqualTo(ChangeKind.CREATED);
    assertThat(RestoreTrial.kind(plan, running)).isEqualTo(ChangeKind.DEACTIVATED);
    assertThat(RestoreTrial.kind(plan, later)).isEqualTo(ChangeKind.EXTRA);
    assertThat(plan.obstacles()).isEmpty();
    assertThat(List.of(resting(same), resting(edited), resting(running), resting(later)))
        .isEqualTo(untouched);
  }

  @Test
  void anEditedWorkflowIsAsTheBackupHasIt() {
    String id = create("one");
    PublishedBackup backup = trial.backup();
    ObjectNode edited = posted("renamed");
    edited.withArray("/nodes").get(0).withObject("/parameters").put("notice", "edited");
    edited.withObject("/settings").put("timezone", "Asia/Tokyo").put("executionTimeout", 60);
    edited.putObject("staticData").put("seen", 3);
    put(id, edited);
    ComponentOutcome outcome = trial.restore(backup, id);
    assertThat(outcome.state()).isEqualTo(ComponentOutcome.State.RESTORED);
    assertThat(outcome.notes()).isEmpty();
    JsonNode now = one(id);
    assertThat(now.path("name").asText()).isEqualTo("one");
    assertThat(now.path("nodes").get(0).path("parameters").has("notice")).isFalse();
    assertThat(now.path("settings").path("timezone").asText()).isEqualTo("Europe/Berlin");
    assertThat(now.path("settings").has("executionTimeout")).isFalse();
    assertThat(now.path("staticData").has("seen")).isFalse();
    assertThat(RestoreTrial.kind(trial.plan(backup, id), id)).isEqualTo(ChangeKind.UNCHANGED);
  }

  @Test
  void aSettingThatCannotBeRemovedIsNoted() {
    String id = create("one");
    PublishedBackup backup = trial.backup();
    ObjectNode edited = posted("one");
    edited.withObject("/settings").put("saveExecutionProgress", true);
    put(id, edited);
    assertThat(trial.restore(backup, id).notes())
        .anyMatch(note -> note.contains("saveExecutionProgress") && note.contains(id));
  }

  @Test
  void aDeletedWorkflowComesBackWithItsTagsAndRunsUnderItsIdWhereN8nCanKeepIt() {
    String id = create("one");
    tag(id, "tag of " + id);
    activate(id);
    PublishedBackup backup = trial.backup();
    JsonNode was = one(id);
    delete(id);
    ComponentOutcome outcome = trial.restore(backup, id);
    boolean kept = n8n().version().importsPackages();
    assertThat(outcome.renamed().keySet()).isEqualTo(kept ? Set.of() : Set.of(id));
    assertThat(outcome.notes()).isEmpty();
    String back = outcome.renamed().getOrDefault(id, id);
    JsonNode now = one(back);
    assertThat(now.path("name")).isEqualTo(was.path("name"));
    assertThat(now.path("nodes")).isEqualTo(was.path("nodes"));
    assertThat(now.path("active").asBoolean()).isTrue();
    assertThat(now.path("tags").get(0).path("name").asText()).isEqualTo("tag of " + id);
    assertThat(outcome.facts()).containsEntry(N8nWorkflowRestorer.CREATED, back);
  }

  @Test
  void whatRanRunsAndWhatDidNotStops() {
    String ran = create("ran");
    String did = create("did not");
    activate(ran);
    PublishedBackup backup = trial.backup();
    deactivate(ran);
    activate(did);
    trial.restore(backup, ran, did);
    assertThat(one(ran).path("active").asBoolean()).isTrue();
    assertThat(one(did).path("active").asBoolean()).isFalse();
  }

  @Test
  void aWorkflowThatRunsGoesOnRunningWithTheContentOfTheBackup() {
    String id = create("one");
    activate(id);
    PublishedBackup backup = trial.backup();
    put(id, posted("two"));
    trial.restore(backup, id);
    assertThat(one(id).path("active").asBoolean()).isTrue();
    assertThat(one(id).path("name").asText()).isEqualTo("one");
    assertThat(RestoreTrial.kind(trial.plan(backup, id), id)).isEqualTo(ChangeKind.UNCHANGED);
  }

  @Test
  void editsThatWereNotPublishedAreNotPublished() {
    String id = create("one");
    activate(id);
    ObjectNode draft = posted("one");
    ((ObjectNode) draft.withArray("/nodes").get(0)).put("name", "Of the draft");
    if (calls.put("/workflows/" + id + "?publishIfActive=false", draft.toString()).status()
        != 200) {
      // 2.8.4's API publishes every edit, so that it has no drafts of its own making.
      return;
    }
    PublishedBackup backup = trial.backup();
    put(id, posted("two"));
    ComponentOutcome outcome = trial.restore(backup, id);
    assertThat(outcome.notes()).isEmpty();
    JsonNode now = one(id);
    assertThat(now.path("nodes").get(0).path("name").asText()).isEqualTo("Of the draft");
    assertThat(now.path("activeVersion").path("nodes").get(0).path("name").asText())
        .isEqualTo("Schedule Trigger");
    assertThat(RestoreTrial.kind(trial.plan(backup, id), id)).isEqualTo(ChangeKind.UNCHANGED);
  }

  @Test
  void archivedStatesComeBackWhereTheApiCanDoThat() {
    if (!n8n().version().guardsDeletion()) {
      // 2.8.4 answers 405 to both requests, and tests at a fake show what then happens.
      return;
    }
    String was = create("was archived");
    String is = create("is archived");
    archive(was);
    PublishedBackup backup = trial.backup();
    assertThat(calls.post("/workflows/" + was + "/unarchive", "").status()).isEqualTo(200);
    put(is, posted("changed"));
    archive(is);
    trial.restore(backup, was, is);
    assertThat(one(was).path("isArchived").asBoolean()).isTrue();
    assertThat(one(is).path("isArchived").asBoolean()).isFalse();
    assertThat(one(is).path("name").asText()).isEqualTo("is archived");
  }

  @Test
  void anUndoDeletesWhatTheRestoreMadeAndNothingElse() {
    String gone = create("gone");
    String edited = create("edited");
    PublishedBackup backup = trial.backup();
    delete(gone);
    put(edited, posted("edited since"));
    String later = create("later");
    PublishedBackup safety = trial.backup();
    ComponentOutcome done = trial.restore(backup, gone, edited);
    ComponentOutcome undone = trial.undo(safety, backup, Optional.of(done), gone, edited);
    assertThat(undone.counts()).containsEntry(ChangeKind.DELETED, 1L);
    assertThat(ids()).doesNotContain(done.renamed().getOrDefault(gone, gone));
    assertThat(ids()).contains(later, edited);
    assertThat(one(edited).path("name").asText()).isEqualTo("edited since");
  }

  @Test
  void aRepeatedRestoreFindsWhatTheFirstOneMade() {
    String gone = create("gone");
    String twin = create("gone");
    activate(gone);
    PublishedBackup backup = trial.backup();
    delete(gone);
    delete(twin);
    ComponentOutcome first = trial.restore(backup, gone, twin);
    List<String> after = ids();
    ComponentPlan plan = trial.plan(backup, gone, twin);
    ComponentOutcome second = trial.restore(backup, gone, twin);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(after);
    assertThat(second.renamed().values())
        .containsExactlyInAnyOrderElementsOf(first.renamed().values());
    assertThat(second.facts()).doesNotContainKey(N8nWorkflowRestorer.CREATED);
    assertThat(second.counts()).doesNotContainKey(ChangeKind.CREATED);
    first
        .renamed()
        .forEach(
            (old, id) ->
                assertThat(plan.changes())
                    .anyMatch(change -> change.note().orElse("").contains("there again as " + id)));
    assertThat(one(first.renamed().getOrDefault(gone, gone)).path("active").asBoolean()).isTrue();
  }

  @Test
  void credentialsThatN8nReplacesAreNotedAndNoReasonToKeepACopy() {
    String name = "credential of " + before.size() + " " + create("any");
    String credential =
        calls
            .post(
                "/credentials",
                "{\"name\":\"%s\",\"type\":\"httpHeaderAuth\",\"data\":{\"name\":\"a\",\"value\":\"b\"}}"
                    .formatted(name))
            .json()
            .path("id")
            .asText();
    ObjectNode posted = posted("of another n8n");
    ObjectNode node = (ObjectNode) posted.withArray("/nodes").get(0);
    node.withObject("/credentials")
        .withObject("/httpHeaderAuth")
        .put("id", "unknown0unknown0")
        .put("name", name);
    String stored = posted.deepCopy().put("id", "aaaabbbbccccdddd").put("active", true).toString();
    PublishedBackup safety = trial.backup();
    PublishedBackup backup = trial.backupOf("[" + stored + "]", java.util.Map.of());
    assertThat(trial.plan(backup).obstacles())
        .singleElement()
        .matches(obstacle -> obstacle.kind() == Obstacle.Kind.CREDENTIAL && !obstacle.blocks())
        .matches(obstacle -> obstacle.what().contains(name));
    ComponentOutcome done = trial.restore(backup);
    String id = done.renamed().getOrDefault("aaaabbbbccccdddd", "aaaabbbbccccdddd");
    JsonNode used = one(id).path("nodes").path(0).path("credentials").path("httpHeaderAuth");
    assertThat(used.path("id").asText()).isEqualTo(credential);
    assertThat(done.notes())
        .anyMatch(
            note ->
                note.startsWith("n8n has put other credentials")
                    && note.contains("'Schedule Trigger'")
                    && note.contains("aaaabbbbccccdddd"));
    assertThat(ids()).contains(id);
    int workflows = ids().size();
    trial.restore(backup);
    assertThat(ids()).hasSize(workflows);
    trial.undo(safety, backup, Optional.empty(), "aaaabbbbccccdddd");
    assertThat(ids()).doesNotContain(id);
  }

  @Test
  void anUndoKnowsWhatTheRestoreMadeByItsIdAndLeavesWhatWasEditedSince() {
    String copied = create("twice");
    String edited = create("edited");
    PublishedBackup backup = trial.backup();
    delete(copied);
    delete(edited);
    PublishedBackup safety = trial.backup();
    ComponentOutcome done = trial.restore(backup, copied, edited);
    String alike = create("twice");
    String kept = done.renamed().getOrDefault(edited, edited);
    ObjectNode other = posted("edited");
    other.withArray("/nodes").get(0).withObject("/parameters").put("notice", "edited");
    put(kept, other);
    ComponentOutcome undone = trial.undo(safety, backup, Optional.of(done), copied, edited);
    assertThat(ids())
        .contains(alike, kept)
        .doesNotContain(done.renamed().getOrDefault(copied, copied));
    assertThat(undone.notes()).anyMatch(note -> note.contains("left alone") && note.contains(kept));
  }

  @Test
  void aWorkflowThatCallsAnotherIsActivatedAfterIt() {
    String called = create("called");
    ObjectNode posted = posted("calling");
    ObjectNode node = posted.withArray("/nodes").addObject();
    node.put("id", "e").put("name", "Call").put("type", "n8n-nodes-base.executeWorkflow");
    node.put("typeVersion", 1.2).putArray("position").add(9).add(9);
    ObjectNode workflow = node.putObject("parameters").putObject("workflowId");
    workflow.put("__rl", true).put("mode", "id").put("value", called);
    posted.set(
        "connections",
        read(
            "{\"Schedule"
                + " Trigger\":{\"main\":[[{\"node\":\"Call\",\"type\":\"main\",\"index\":0}]]}}"));
    String calling = create(posted);
    activate(called);
    activate(calling);
    PublishedBackup backup = trial.backup();
    deactivate(calling);
    deactivate(called);
    assertThat(trial.restore(backup, called, calling).notes()).isEmpty();
    assertThat(one(called).path("active").asBoolean()).isTrue();
    assertThat(one(calling).path("active").asBoolean()).isTrue();
  }

  @Test
  void aWorkflowThatN8nDoesNotActivateIsThereAndNoted() {
    ObjectNode posted = posted("without a trigger");
    ((ObjectNode) posted.withArray("/nodes").get(0)).put("type", "n8n-nodes-base.noOp");
    String stored = posted.deepCopy().put("id", "aaaabbbbccccdddd").put("active", true).toString();
    PublishedBackup backup = trial.backupOf("[" + stored + "]", java.util.Map.of());
    ComponentOutcome outcome = trial.restore(backup);
    String id = outcome.renamed().getOrDefault("aaaabbbbccccdddd", "aaaabbbbccccdddd");
    assertThat(one(id).path("active").asBoolean()).isFalse();
    assertThat(outcome.notes())
        .anyMatch(note -> note.startsWith("Left inactive") && note.contains("trigger"));
  }

  @Test
  void whatThisVersionDoesNotTakeIsLeftOutAndNoted() {
    ObjectNode posted = posted("of another version");
    posted.withObject("/settings").put("ofTheFuture", true);
    ((ObjectNode) posted.withArray("/nodes").get(0)).put("unheardOf", 1);
    String stored = posted.deepCopy().put("id", "aaaabbbbccccdddd").toString();
    PublishedBackup backup = trial.backupOf("[" + stored + "]", java.util.Map.of());
    ComponentOutcome outcome = trial.restore(backup);
    assertThat(
            one(outcome.renamed().getOrDefault("aaaabbbbccccdddd", "aaaabbbbccccdddd"))
                .path("name")
                .asText())
        .isEqualTo("of another version");
    assertThat(outcome.notes())
        .anyMatch(note -> note.contains("'settings.ofTheFuture'"))
        .anyMatch(note -> note.contains("'nodes[].unheardOf'"));
  }

  static ObjectNode posted(String name) {
    return read(SampleWorkflows.scheduled(name));
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  final String create(String name) {
    return create(posted(name));
  }

  private String create(ObjectNode posted) {
    return calls.post("/workflows", posted.toString()).json().path("id").asText();
  }

  final JsonNode one(String id) {
    N8nCalls.Result result = calls.get("/workflows/" + id);
    assertThat(result.status()).as(id).isEqualTo(200);
    return result.json();
  }

  /** Without what n8n itself moves a moment after an activation. */
  private JsonNode resting(String id) {
    return ((ObjectNode) one(id)).remove(List.of("staticData", "triggerCount"));
  }

  private void put(String id, ObjectNode workflow) {
    N8nCalls.Result result = calls.put("/workflows/" + id, workflow.toString());
    assertThat(result.status()).as(result.body()).isEqualTo(200);
  }

  final void activate(String id) {
    N8nCalls.Result result = calls.post("/workflows/" + id + "/activate", "");
    assertThat(result.status()).as(result.body()).isEqualTo(200);
  }

  private void deactivate(String id) {
    assertThat(calls.post("/workflows/" + id + "/deactivate", "").status()).isEqualTo(200);
  }

  private void archive(String id) {
    assertThat(calls.post("/workflows/" + id + "/archive", "").status()).isEqualTo(200);
  }

  private void tag(String id, String name) {
    String tag = calls.post("/tags", "{\"name\":\"" + name + "\"}").json().path("id").asText();
    assertThat(calls.put("/workflows/" + id + "/tags", "[{\"id\":\"" + tag + "\"}]").status())
        .isEqualTo(200);
  }

  private void delete(String id) {
    calls.post("/workflows/" + id + "/deactivate", "");
    org.awaitility.Awaitility.await().until(() -> calls.delete("/workflows/" + id).status() != 409);
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    calls
        .get("/workflows?limit=250")
        .json()
        .path("data")
        .forEach(workflow -> ids.add(workflow.path("id").asText()));
    return ids;
  }
}
