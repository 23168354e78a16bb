package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.source.ComponentSourceContract;

final class ScriptedStateTest extends ComponentSourceContract {
  private final ScriptedState state = new ScriptedState(Component.DATABASE).put("name", "content");

  @Override
  protected ComponentSource source() {
    return state;
  }
}
