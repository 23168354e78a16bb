package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.List;
import java.util.Set;

class ScriptedRestorerTest extends ComponentRestorerContract {
  private final ScriptedState state =
      new ScriptedState(Component.CONFIG).put("a", "1").put("b", "2").put("c", "");
  private final RestoreTrial trial = new RestoreTrial(new MemoryArtifactStore());
  protected final ScriptedRestorer restorer = new ScriptedRestorer(state);
  private int changes;

  @Override
  protected ComponentRestorer restorer() {
    return restorer;
  }

  @Override
  protected PublishedBackup backUp() {
    return trial.backUp(state);
  }

  @Override
  protected void change() {
    state.put("a", "changed " + ++changes);
  }

  @Override
  protected void remove() {
    state.remove("b");
  }

  @Override
  protected Object read() {
    return state.contents();
  }

  @Override
  protected RestoreChoice askingForWhatIsNowhere() {
    return new RestoreChoice(
        Set.of(Component.CONFIG),
        List.of(),
        TablePlacement.BESIDE,
        List.of("nowhere"),
        List.of(),
        false,
        false,
        false,
        true);
  }

  @Override
  protected RestoreTrial trial() {
    return trial;
  }
}
