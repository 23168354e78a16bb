package io.leveredge.chronos.adapters.fs.store;

/** A point in the store's work at which the process may die and nothing may be lost. */
public sealed interface StoreStep permits PublishStep, DiscardStep {

  /** Hears that a step is done, in the thread that did it. Tests end the process there. */
  interface Listener {
    void reached(StoreStep step);
  }
}
