package io.leveredge.chronos.adapters.fs.store;

/** The steps of discarding a backup, in their order. */
public enum DiscardStep implements StoreStep {
  /** From here on there is no backup. */
  WITHDRAWN,
  WITHDRAWAL_SYNCED,
  MOVED,
  TRASH_SYNCED
}
