package io.leveredge.chronos.adapters.postgres.restore;

/** The steps of a swap in their order; each is announced before it is taken. */
public enum SwapStep {
  /** Owner, grants and settings of the database in use are given to the restored one. */
  CARRYING,
  /** New connections to both are refused. */
  CLOSING,
  /** Sessions in both are ended. */
  ENDING_SESSIONS,
  /** Both are renamed, and the restored one is opened, in one transaction. */
  RENAMING,
  /** Nothing is left to do. */
  DONE
}
