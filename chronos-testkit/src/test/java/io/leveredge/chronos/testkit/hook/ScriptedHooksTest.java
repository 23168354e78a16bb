package io.leveredge.chronos.testkit.hook;

import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.Set;

final class ScriptedHooksTest extends HooksContract {
  private final ScriptedHooks hooks = new ScriptedHooks(Set.of(BEFORE, AFTER));

  @Override
  protected Hooks succeeding() {
    return hooks;
  }

  @Override
  protected Hooks failing(int status, String complaint) {
    return hooks.failing(BEFORE, status, complaint).failing(AFTER, status, complaint);
  }

  @Override
  protected Hooks endless() {
    return hooks.endless(BEFORE).endless(AFTER);
  }

  @Override
  protected int succeeded() {
    return hooks.succeeded().size();
  }

  @Override
  protected boolean runs(ChildIdentity child) {
    return false; // Nothing is started.
  }
}
