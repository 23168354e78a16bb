package io.leveredge.chronos.testkit.restore;

/** What a {@link ScriptedRestorer} can be asked for, and told to fail in. */
public enum RestoreCall {
  PLAN,
  RESTORE,
  TAKE_BACK,
  FORGET,
  SETTLE
}
