package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/runbooks/restore.md, pasted block by block, brings back what a real backup of the service
 * holds, onto another server, and each block shows what it is said to show. Where a block goes
 * back, one goes back and does the step again.
 */
class RestoreRunbookTest {
  private static final Path DOCUMENT = Path.of("../docs/runbooks/restore.md");
  private static final String END_OF_STEP = "=== end of a step ===";

  @TempDir static Path folder;

  private static final Map<String, String> settings = new HashMap<>();
  private static final List<String> outputs = new ArrayList<>();
  private static Runbook runbook;
  private static LostInstallation lost;

  @BeforeAll
  static void everythingIsLostAndTheRunbookFollowed() throws Exception {
    runbook = Runbook.read(DOCUMENT);
    lost = new LostInstallation(folder);
    settings.putAll(lost.settings());
    List<Runbook.Step> steps = runbook.thereAndBack();
    int first = firstThatNeedsTheService(steps);
    follow(steps.subList(0, first));
    try (ServiceProcess service = lost.startService(lost.database())) {
      settings.put("CHRONOS", service.root().toString());
      follow(steps.subList(first, steps.size()));
    }
  }

  @AfterAll
  static void stop() {
    lost.close();
  }

  private static int firstThatNeedsTheService(List<Runbook.Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).commands().contains("export CHRONOS=")) {
        return i;
      }
    }
    throw new AssertionError("No block names the service's address");
  }

  /** In one session, as the document says. */
  private static void follow(List<Runbook.Step> steps) throws Exception {
    StringBuilder session = new StringBuilder("set -euo pipefail\n");
    for (Runbook.Step step : steps) {
      session.append(step.commandsWith(settings)).append("echo '" + END_OF_STEP + "'\n");
    }
    Shell.Result result =
        Shell.run(folder, session.toString(), "PGPASSWORD", lost.database().password());
    String[] shown = result.output().split(END_OF_STEP + "\n", -1);
    for (int i = 0; i < shown.length && i < steps.size(); i++) {
      String where = "restore.md, line " + steps.get(i).line() + ", showed:\n" + shown[i];
      assertThat(i).as(where).isLessThan(shown.length - 1);
      assertThat(steps.get(i).lacking(shown[i])).as(where).isEmpty();
      outputs.add(shown[i]);
    }
    assertThat(result.status()).isZero();
  }

  @Test
  void everySettingThatTheReaderIsAskedForIsOneThatWasTried() {
    assertThat(runbook.settings()).isEqualTo(settings.keySet());
  }

  /** n8n's own is run by RealN8nImportTest, at a real n8n ({@code mvn verify -Preal-n8n}). */
  @Test
  void allButTheCommandsOfN8nAndTheStartOfTheServiceWereRun() {
    assertThat(outputs).hasSameSizeAs(runbook.thereAndBack()).hasSizeGreaterThan(20);
    assertThat(runbook.steps()).filteredOn(Runbook.Step::back).hasSize(5);
    assertThat(runbook.shownOnly())
        .satisfiesExactly(
            n8n -> assertThat(n8n).isEqualTo("n8n import:workflow --input=to-import.json"),
            start -> assertThat(start).endsWith("./chronos run"));
  }

  @Test
  void noStepSawADifference() {
    assertThat(String.join("", outputs)).doesNotContain("differs:", "lacking:", "failed", "ERROR");
  }

  @Test
  void theDatabaseIsBackWithRowsRolesAndSettings() throws Exception {
    TestDatabase database = lost.database();
    assertThat(database.value(LostInstallation.IN_ORDER))
        .isPresent()
        .isEqualTo(lost.original().value(LostInstallation.IN_ORDER));
    assertThat(database.value("SHOW work_mem")).hasValue("5MB");
    assertThat(database.value("SELECT to_regclass('worthless')::text")).isEmpty();
    assertThat(lost.asOwner().value("SELECT count(*) FROM shop.orders")).hasValue("5000");
  }

  @Test
  void theDatabaseThatWasInUseIsKept() throws Exception {
    TestDatabase kept = lost.beside("_before_restore");
    lost.server()
        .maintenance()
        .execute("ALTER DATABASE " + kept.name() + " ALLOW_CONNECTIONS true");
    assertThat(kept.value("SELECT to_regclass('worthless')::text")).hasValue("worthless");
  }

  @Test
  void theFilesAreBackWithTheirModesAndThoseBeforeAreKept() throws Exception {
    assertThat(lost.file()).hasContent("colour = blue\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lost.file())))
        .isEqualTo("rw-r-----");
    assertThat(Shell.run(lost.work(), "tar -xOf files-before.tar").output())
        .isEqualTo("colour = red\n");
  }

  @Test
  void theWorkflowsAreBackAndRunOrNotAsTheyDid() {
    JsonNode present = new N8nCalls(lost.n8n()).get("/workflows?limit=100").json().path("data");
    Map<String, JsonNode> byName = new HashMap<>();
    present.forEach(workflow -> byName.put(workflow.path("name").asText(), workflow));
    assertThat(present).hasSameSizeAs(lost.workflows());
    assertThat(byName).containsOnlyKeys(lost.workflows());
    byName.forEach(
        (name, workflow) -> {
          assertThat(workflow.path("active").asBoolean()).as(name).isEqualTo(!name.equals("idle"));
          assertThat(workflow.path("nodes").toString()).as(name).contains("0 6 * * *");
        });
    assertThat(String.join("", outputs)).contains("kept: 3\n", "in the file: 3\n");
    assertThat(lost.n8n().workflows().ids())
        .contains(lost.ids().get(0), lost.ids().get(1), lost.ids().get(3));
  }
}
