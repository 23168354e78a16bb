package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptedDrillTest extends ComponentDrillContract {
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final RestoreTrial trial = new RestoreTrial(store);
  private final ScriptedState state = new ScriptedState(Component.CONFIG).put("a", "1");
  private final ScriptedDrill drill = new ScriptedDrill(Component.CONFIG);

  @Override
  protected ComponentDrill drill() {
    return drill;
  }

  @Override
  protected PublishedBackup whole() {
    return trial.backUp(state);
  }

  @Override
  protected PublishedBackup damaged() {
    PublishedBackup backup = trial.backUp(state);
    ArtifactName name = backup.manifest().artifacts().getFirst().name();
    store.replace(backup.id(), name, Optional.empty());
    return store.open(backup.id()).orElseThrow();
  }

  @Override
  protected Object surroundings() {
    return state.contents();
  }

  @Override
  protected RestoreTrial trial() {
    return trial;
  }

  @Test
  void answersWhatItWasToldAndCountsItsCalls() {
    Drill.Trial told = Drill.Trial.failed(Component.CONFIG, "a scratch place", "a row is missing");
    drill.answering(told);
    PublishedBackup backup = whole();
    assertThat(drill.run(trial.nextJob(), backup, RestoreTrial.DEAF)).isEqualTo(told);
    drill.clearUp();
    assertThat(drill.drilled()).containsExactly(backup.id());
    assertThat(drill.cleared()).isEqualTo(1);
  }
}
