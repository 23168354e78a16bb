package io.leveredge.chronos.adapters.n8n.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import io.leveredge.chronos.testkit.restore.ComponentDrillContract;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class N8nWorkflowDrillTest extends ComponentDrillContract {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);
  private final RestoreTrial trial = RestoreTrial.of(n8n);

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Test
  void aSoundBackupIsCountedAndWhatWasNotTriedIsSaid() {
    n8n.workflows().addSamples(3);
    n8n.credentials().add("a", "b", "c");
    Drill.Trial tried = run(trial.backup());
    assertThat(tried.differences()).isEmpty();
    assertThat(tried.figures()).containsEntry("workflows", 3L).containsEntry("nodes", 3L);
    assertThat(tried.figures().getOrDefault("bytes", 0L)).isPositive();
    assertThat(tried.leftOut()).singleElement().asString().contains("not imported");
  }

  @Test
  void countsThatAreNotThoseOfTheManifestAreDifferences() {
    String one = SampleWorkflows.scheduled("x").replaceFirst("\\{", "{\"id\":\"a\",");
    assertThat(run(trial.backupOf("[" + one + "]", Map.of("workflows", "2"))).differences())
        .singleElement()
        .asString()
        .contains("workflows: 2");
  }

  @Test
  void whatIsNoWorkflowIsADifference() {
    for (String broken :
        List.of(
            "{}",
            "[{]",
            "[{\"name\":\"x\",\"nodes\":[],\"connections\":{}}]",
            "[{\"id\":\"a\",\"nodes\":[],\"connections\":{}}]",
            "[{\"id\":\"a\",\"name\":\"x\",\"nodes\":{},\"connections\":{}}]",
            "[{\"id\":\"a\",\"name\":\"x\",\"nodes\":[]}]")) {
      assertThat(run(trial.backupOf(broken, Map.of())).differences()).as(broken).isNotEmpty();
    }
    assertThat(run(trial.emptyBackup()).differences()).isNotEmpty();
  }

  @Override
  protected ComponentDrill drill() {
    return new N8nWorkflowDrill();
  }

  @Override
  protected PublishedBackup whole() {
    n8n.workflows().addSamples(2);
    return trial.backup();
  }

  @Override
  protected PublishedBackup damaged() {
    return trial.backupOf("[{", Map.of());
  }

  /** It touches nothing but the backup. */
  @Override
  protected Object surroundings() {
    return n8n.workflows().ids();
  }

  @Override
  protected io.leveredge.chronos.testkit.restore.RestoreTrial trial() {
    return new io.leveredge.chronos.testkit.restore.RestoreTrial(new MemoryArtifactStore());
  }

  private static Drill.Trial run(PublishedBackup backup) {
    return new N8nWorkflowDrill()
        .run(BackupId.of(SampleBackups.NOON, 1), backup, new RestoreTrial.Silence());
  }
}
