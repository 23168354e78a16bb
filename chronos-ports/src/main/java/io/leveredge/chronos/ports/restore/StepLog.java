package io.leveredge.chronos.ports.restore;

import java.util.Map;

/**
 * Keeps, durably, which step a restore takes next, so that a restart can end what a dead process
 * left in the middle. When it returns, a power cut leaves the note; where it throws, the step is
 * not to be taken.
 */
@FunctionalInterface
public interface StepLog {

  /** By stable names that mean something to the one who wrote them; no secret. */
  void next(Map<String, String> step);
}
