package io.leveredge.chronos.adapters.n8n.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.Fault;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong at n8n, or in the backup, is met before anything changes or taken back. One test
 * for each fault, over one fake n8n: the file is as long as the list of faults.
 */
final class WorkflowRestoreFaultsTest {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);
  private final N8nCalls calls = new N8nCalls(n8n);
  private final RestoreTrial trial = RestoreTrial.of(n8n);

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Test
  void aFailureInTheMiddlePutsBackWhatWasChanged() {
    n8n.workflows().addSamples(6);
    List<String> ids = n8n.workflows().ids();
    calls.post("/workflows/" + ids.get(0) + "/activate", "");
    PublishedBackup backup = trial.backup();
    for (String id : ids) {
      calls.put("/workflows/" + id, SampleWorkflows.scheduled("changed " + id));
    }
    calls.delete("/workflows/" + ids.get(1));
    calls.post("/workflows/" + ids.get(0) + "/deactivate", "");
    calls.post("/workflows/" + ids.get(2) + "/activate", "");
    Map<String, JsonNode> before = contents();
    n8n.faults()
        .always(
            line -> line.equals("PUT /api/v1/workflows/" + ids.get(5)),
            new Fault.Status(400, Map.of(), "{\"message\":\"I do not like it\"}"));
    ChronosException failure = failure(backup);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(failure)
        .hasMessageContaining(ids.get(5))
        .hasMessageContaining("I do not like it")
        .hasMessageContaining("5 workflows are as they were before")
        .hasMessageNotContaining("not so");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whatCouldNotBePutBackIsNamed() {
    n8n.workflows().addSamples(3);
    List<String> ids = n8n.workflows().ids();
    PublishedBackup backup = trial.backup();
    for (String id : ids) {
      calls.put("/workflows/" + id, SampleWorkflows.scheduled("changed"));
    }
    String first = "PUT /api/v1/workflows/" + ids.get(0);
    n8n.faults().next(1, first::equals, new Fault.Slow(java.time.Duration.ofMillis(1)));
    n8n.faults().always(first::equals, Fault.Status.of(418));
    n8n.faults()
        .always(line -> line.equals("PUT /api/v1/workflows/" + ids.get(2)), Fault.Status.of(418));
    assertThat(failure(backup))
        .hasMessageContaining("not so: workflow " + ids.get(0))
        .hasMessageContaining("418");
  }

  @Test
  void whatPassesIsTriedAgain() {
    n8n.workflows().addSamples(3);
    PublishedBackup backup = trial.backup();
    for (String id : n8n.workflows().ids()) {
      calls.put("/workflows/" + id, SampleWorkflows.scheduled("changed"));
    }
    n8n.faults().next(1, line -> line.startsWith("PUT"), Fault.Status.of(503));
    n8n.faults().next(1, line -> line.startsWith("PUT"), new Fault.Cut(10));
    assertThat(trial.restore(backup).state()).isEqualTo(ComponentOutcome.State.RESTORED);
    assertThat(trial.plan(backup).counts()).hasSize(1);
  }

  @Test
  void aLostAnswerMakesNoSecondWorkflow() {
    for (Fault fault : List.of(new Fault.Cut(10), Fault.Status.of(502))) {
      String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
      PublishedBackup backup = trial.backup();
      n8n.workflows().remove(id);
      n8n.faults().next(1, line -> line.startsWith("POST"), fault);
      assertThat(trial.restore(backup).notes()).isEmpty();
      assertThat(n8n.workflows().ids()).containsExactly(id);
      n8n.workflows().remove(id);
    }
  }

  @Test
  void whereNoIdIsKeptALostAnswerMakesNoSecondWorkflowEither() {
    try (FakeN8n old = FakeN8n.start(N8nVersion.V2_8_4)) {
      RestoreTrial of = RestoreTrial.of(old);
      for (Fault fault : List.of(new Fault.Cut(10), Fault.Status.of(502))) {
        String id = old.workflows().add(SampleWorkflows.scheduled("one"));
        PublishedBackup backup = of.backup();
        old.workflows().remove(id);
        old.faults().next(1, "POST /api/v1/workflows"::equals, fault);
        ComponentOutcome outcome = of.restore(backup);
        assertThat(old.workflows().ids()).containsExactlyElementsOf(outcome.renamed().values());
        old.workflows().ids().forEach(old.workflows()::remove);
      }
    }
  }

  @Test
  void whereThePackageIsRefusedTheWorkflowComesUnderANewIdAndTheReasonIsTold() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
    PublishedBackup backup = trial.backup();
    for (Fault refusal : List.of(Fault.Status.of(400), Fault.Status.of(500))) {
      n8n.workflows().ids().forEach(n8n.workflows()::remove);
      n8n.faults().next(3, line -> line.contains("n8n-packages"), refusal);
      ComponentOutcome outcome = trial.restore(backup);
      assertThat(outcome.renamed()).containsOnlyKeys(id);
      assertThat(outcome.notes())
          .singleElement()
          .asString()
          .startsWith("Its id could not be kept")
          .contains(id, "told to answer");
      n8n.faults().clear();
    }
  }

  @Test
  void aKeyThatMayNotImportIsToldOfTheNewIdsBefore() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
    PublishedBackup backup = trial.backup();
    n8n.workflows().remove(id);
    String key =
        n8n.keyWith(
            "workflow:list",
            "workflow:read",
            "workflow:create",
            "workflow:update",
            "workflow:delete",
            "credential:list");
    RestoreTrial poor = new RestoreTrial(N8nSettings.of(n8n.url().toString(), key));
    assertThat(poor.plan(backup).obstacles())
        .singleElement()
        .matches(obstacle -> !obstacle.blocks())
        .matches(obstacle -> obstacle.what().contains("workflow:import"));
    ComponentOutcome outcome = poor.restore(backup);
    assertThat(outcome.renamed()).containsOnlyKeys(id);
    assertThat(outcome.notes()).anyMatch(note -> note.contains("workflow:import"));
  }

  @Test
  void aStopTakesBackWhatWasDoneAndSaysSo() {
    n8n.workflows().addSamples(3);
    PublishedBackup backup = trial.backup();
    List<String> ids = n8n.workflows().ids();
    for (String id : ids) {
      calls.put("/workflows/" + id, SampleWorkflows.scheduled("changed"));
    }
    Map<String, JsonNode> before = contents();
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial
                    .restorer()
                    .restore(
                        trial.work(backup, Optional.empty(), List.of()),
                        step -> {
                          if (ids.get(1).equals(step.get("workflow"))) {
                            Thread.currentThread().interrupt();
                          }
                        }));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_INTERRUPTED);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void eachChangeIsNotedBeforeItIsMade() {
    n8n.workflows().addSamples(2);
    PublishedBackup backup = trial.backup();
    String id = n8n.workflows().ids().get(0);
    calls.put("/workflows/" + id, SampleWorkflows.scheduled("changed"));
    JsonNode before = n8n.workflows().json(id);
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () ->
                trial
                    .restorer()
                    .restore(
                        trial.work(backup, Optional.empty(), List.of()),
                        step -> {
                          throw new ChronosException(ErrorCode.STORAGE_FAILED, "The disk is gone");
                        }));
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    assertThat(n8n.workflows().json(id)).isEqualTo(before);
    trial.restore(backup);
    assertThat(trial.steps()).containsExactly(Map.of("workflow", id, "change", "updated"));
  }

  /** As a kill between that note and the next step leaves it. */
  @Test
  void whatADeadProcessMadeIsNamedAndNotMadeAgain() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
    calls.post("/workflows/" + id + "/activate", "");
    PublishedBackup backup = trial.backup();
    n8n.workflows().remove(id);
    List<Map<String, String>> steps = new ArrayList<>();
    n8n.faults().always(line -> line.contains("DELETE"), Fault.Status.of(418));
    assertThatThrownBy(
            () ->
                trial
                    .restorer()
                    .restore(
                        trial.work(backup, Optional.empty(), List.of()),
                        step -> {
                          steps.add(step);
                          if (step.containsKey("made")) {
                            throw new ChronosException(ErrorCode.STORAGE_FAILED, "Killed");
                          }
                        }))
        .hasMessageContaining("is still there");
    String half = n8n.workflows().ids().getFirst();
    assertThat(
            trial
                .restorer()
                .settle(trial.work(backup, Optional.empty(), List.of()).id(), steps)
                .what())
        .contains(id + " as " + half);
    trial.restore(backup);
    assertThat(n8n.workflows().ids()).containsExactly(half);
    assertThat(n8n.workflows().json(half).path("active").asBoolean()).isTrue();
  }

  @Test
  void anUndoRemovesWhatAKilledRestoreLeftWithoutContent() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
    PublishedBackup backup = trial.backup();
    n8n.workflows().remove(id);
    PublishedBackup safety = trial.backup();
    n8n.faults().always(line -> line.contains("DELETE"), Fault.Status.of(418));
    n8n.faults().always(line -> line.startsWith("PUT"), Fault.Status.of(418));
    assertThat(failure(backup)).hasMessageContaining("is still there");
    n8n.faults().clear();
    assertThat(n8n.workflows().json(id).path("nodes")).isEmpty();
    trial.undo(safety, backup, Optional.empty());
    assertThat(n8n.workflows().ids()).isEmpty();
  }

  @Test
  void whatADeadProcessLeftIsToldAndNotCalledDone() {
    var settled =
        trial
            .restorer()
            .settle(
                trial.work(trial.backup(), Optional.empty(), List.of()).id(),
                List.of(Map.of("workflow", "first"), Map.of("workflow", "second")));
    assertThat(settled.finished()).isFalse();
    assertThat(settled.what()).contains("first").contains("second");
  }

  @Test
  void anArchivedWorkflowThatTheApiCannotTakeOutIsLeftAndNoted() {
    try (FakeN8n old = FakeN8n.start(N8nVersion.V2_8_4)) {
      String json =
          """
          {"id":"aaaabbbbccccdddd","name":"old","active":false,"isArchived":true,"nodes":[],\
          "connections":{},"settings":{},"tags":[]}\
          """;
      old.workflows().addVerbatim("aaaabbbbccccdddd", json);
      RestoreTrial of = RestoreTrial.of(old);
      PublishedBackup backup =
          of.backupOf("[" + json.replace("old", "new").replace("true", "false") + "]", Map.of());
      assertThat(of.plan(backup).obstacles())
          .anyMatch(obstacle -> obstacle.what().contains("archive") && !obstacle.blocks());
      assertThat(of.restore(backup).notes())
          .anyMatch(note -> note.startsWith("Left as it is") && note.contains("aaaabbbbccccdddd"));
    }
  }

  @Test
  void aBackupThatIsNoArrayOfSoundWorkflowsIsRefused() {
    String sound = SampleWorkflows.scheduled("x").replaceFirst("\\{", "{\"id\":\"same\",");
    for (String broken :
        List.of(
            "{}",
            "[{]",
            "[1]",
            "",
            "[" + sound + "] trailing",
            "[{\"id\":\"../tags\",\"name\":\"x\",\"nodes\":[],\"connections\":{}}]",
            "[{\"id\":\"a\",\"name\":\"x\",\"connections\":{}}]",
            "[" + sound + "," + sound + "]")) {
      PublishedBackup backup = trial.backupOf(broken, Map.of());
      ComponentPlan plan = trial.plan(backup);
      assertThat(plan.obstacles())
          .as(broken)
          .anyMatch(obstacle -> obstacle.blocks() && obstacle.kind() == Obstacle.Kind.CORRUPT);
      assertThat(failure(backup).code()).as(broken).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    }
    assertThat(n8n.requests()).noneMatch(line -> !line.startsWith("GET"));
  }

  @Test
  void anIdThatTheBackupDoesNotHoldIsAnObstacle() {
    n8n.workflows().addSamples(1);
    ComponentPlan plan = trial.plan(trial.backup(), "nosuchworkflow");
    assertThat(plan.obstacles())
        .singleElement()
        .matches(Obstacle::blocks)
        .matches(obstacle -> obstacle.kind() == Obstacle.Kind.MISSING);
    assertThat(trial.plan(trial.emptyBackup()).obstacles())
        .singleElement()
        .matches(obstacle -> obstacle.kind() == Obstacle.Kind.MISSING);
  }

  @Test
  void anN8nThatDoesNotAnswerIsAnObstacleAndNoFailure() {
    n8n.workflows().addSamples(1);
    PublishedBackup backup = trial.backup();
    n8n.faults().always(Fault.Status.of(401));
    assertThat(trial.plan(backup).obstacles()).singleElement().matches(Obstacle::blocks);
    n8n.close();
    assertThat(trial.plan(backup).obstacles()).singleElement().matches(Obstacle::blocks);
    assertThat(failure(backup).code()).isEqualTo(ErrorCode.N8N_UNREACHABLE);
  }

  @Test
  void aKeyThatMayNotWriteIsAnObstacleByTheNamesOfItsScopes() {
    String id = n8n.workflows().add(SampleWorkflows.scheduled("one"));
    PublishedBackup backup = trial.backup();
    calls.put("/workflows/" + id, SampleWorkflows.scheduled("two"));
    String key = n8n.keyWith("workflow:list", "workflow:read");
    RestoreTrial poor = new RestoreTrial(N8nSettings.of(n8n.url().toString(), key));
    assertThat(poor.plan(backup).obstacles())
        .anyMatch(
            obstacle ->
                obstacle.kind() == Obstacle.Kind.PRIVILEGE
                    && obstacle.what().contains("workflow:update"));
  }

  @Test
  void aCredentialThatN8nLacksIsNamed() {
    n8n.credentials().add("known", "Known", "httpHeaderAuth");
    String posted =
        SampleWorkflows.scheduled("one")
            .replace(
                "\"typeVersion\"",
                "\"credentials\":{\"httpHeaderAuth\":{\"id\":\"known\",\"name\":\"Known\"},"
                    + "\"slackApi\":{\"id\":\"gone\",\"name\":\"Our Slack\"}},\"typeVersion\"");
    String id = n8n.workflows().add(posted);
    PublishedBackup backup = trial.backup();
    n8n.workflows().remove(id);
    assertThat(trial.plan(backup).obstacles())
        .singleElement()
        .matches(obstacle -> obstacle.kind() == Obstacle.Kind.CREDENTIAL && !obstacle.blocks())
        .matches(obstacle -> obstacle.what().contains("Our Slack"))
        .matches(obstacle -> obstacle.what().contains("slackApi"));
  }

  private ChronosException failure(PublishedBackup backup) {
    return catchThrowableOfType(ChronosException.class, () -> trial.restore(backup));
  }

  /** Everything but what each change moves. */
  private Map<String, JsonNode> contents() {
    Map<String, JsonNode> contents = new TreeMap<>();
    for (String id : n8n.workflows().ids()) {
      JsonNode json = n8n.workflows().json(id);
      ((com.fasterxml.jackson.databind.node.ObjectNode) json)
          .remove(
              List.of(
                  "updatedAt", "versionId", "versionCounter", "activeVersionId", "activeVersion"));
      contents.put(id, json);
    }
    return contents;
  }
}
