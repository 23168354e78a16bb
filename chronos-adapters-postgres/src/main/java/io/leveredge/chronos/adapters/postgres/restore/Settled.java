package io.leveredge.chronos.adapters.postgres.restore;

/** What became of a swap that was left in the middle. */
public enum Settled {
  /** The restored database is in use, the old one is kept. */
  FINISHED,
  /** The old database is in use, the restored one lies beside it. */
  ROLLED_BACK
}
