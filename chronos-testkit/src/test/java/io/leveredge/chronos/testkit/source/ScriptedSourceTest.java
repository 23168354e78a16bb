package io.leveredge.chronos.testkit.source;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.source.ComponentSource;

final class ScriptedSourceTest extends ComponentSourceContract {
  private final ScriptedSource source = new ScriptedSource(Component.DATABASE);

  @Override
  protected ComponentSource source() {
    return source;
  }
}
