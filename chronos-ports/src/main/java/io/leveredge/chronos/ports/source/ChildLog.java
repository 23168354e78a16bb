package io.leveredge.chronos.ports.source;

import io.leveredge.chronos.ports.system.ChildIdentity;

/** Keeps, durably, which processes a run has started, so that a restart can end those it left. */
public interface ChildLog {
  void started(ChildIdentity child);
}
